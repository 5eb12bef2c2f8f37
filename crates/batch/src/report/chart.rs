//! Charts of bars that need no script.

use super::{escape, grouped, write};
use crate::histogram::Histogram;

/// A bar with its number.
pub(super) struct Bar<'b> {
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) count: u64,
    /// The kind whose colour it has.
    pub(super) colour: &'b str,
    /// What is searched for when it is pressed.
    pub(super) name: Option<String>,
}

/// Lying bars; nothing where there are none.
pub(super) fn bars(title: &str, bars: &[Bar<'_>]) -> String {
    let Some(most) = bars.iter().map(|bar| bar.count).max() else { return String::new() };
    let mut html = format!("<div class=\"chart\"><h2>{title}</h2>");
    for Bar { label, hint, count, colour, name } in bars {
        let (label, hint) = (escape(label), escape(hint));
        let width = *count as f64 / most.max(1) as f64 * 100.0;
        let (open, close) = match name {
            Some(name) => {
                (format!("<button class=\"bar\" data-name=\"{}\"", escape(name)), "button")
            }
            None => ("<div class=\"bar\"".to_owned(), "div"),
        };
        write(
            &mut html,
            format_args!(
                "{open} title=\"{hint}\"><bdi>{label}</bdi><span><i style=\"width:{width:.1}%;\
             background:var(--{colour},var(--quantity))\"></i></span><span>{}</span></{close}>",
                grouped(*count)
            ),
        );
    }
    html + "</div>"
}

/// Standing bars, small sizes left; nothing where nothing was counted.
pub(super) fn columns(title: &str, histogram: &Histogram) -> String {
    let steps: Vec<_> = histogram.steps().collect();
    let (Some(&(least, _)), Some(&(greatest, _))) = (steps.first(), steps.last()) else {
        return String::new();
    };
    let most = steps.iter().map(|&(_, count)| count).max().unwrap_or(1);
    let mut html = format!("<div class=\"chart\"><h2>{title}</h2><div class=\"columns\">");
    for (size, count) in histogram.all_steps() {
        let height = count as f64 / most as f64 * 100.0;
        write(
            &mut html,
            format_args!(
                "<i style=\"height:{height:.1}%\" title=\"{}: {}\"></i>",
                rounded(size),
                grouped(count)
            ),
        );
    }
    let median = rounded(histogram.quantile(0.5).unwrap_or_default());
    write(
        &mut html,
        format_args!(
            "</div><div class=\"axis dim\"><span>{}</span><span dir=\"rtl\">الوسيط {median}</span>\
         <span>{}</span></div></div>",
            rounded(least),
            rounded(greatest)
        ),
    );
    html
}

fn rounded(size: f64) -> String {
    if size < 9.95 { format!("{size:.1}") } else { format!("{size:.0}") }
}

//! A page to look at a result with: one file, right-to-left, without network.

mod chart;
mod document;

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::Path;

use crate::error::Error;
use crate::run::Manifest;
use crate::stats::Stats;
use crate::stored::for_each_record;

use chart::{Bar, bars, columns};
use document::write_document;

const PAGE: &str = include_str!("page.html");

/// Names in the chart of the most frequent, and currencies.
const TOP: usize = 12;

/// Text that is shown at most, in bytes: browsers get slow beyond a few megabytes.
const SHOWN_BYTES: usize = 3 << 20;

/// The kinds of names and quantities with what they are called on the page and whether a filter is
/// made of them alone.
const KINDS: [(&str, &str); 17] = [
    ("PER", "أشخاص"),
    ("ORG", "هيئات"),
    ("LOC", "أماكن"),
    ("WORK", "أعمال"),
    ("PRODUCT", "منتجات"),
    ("EVENT", "أحداث"),
    ("money", "مبالغ"),
    ("date", "تواريخ"),
    ("percent", "نسب"),
    ("cardinal", "أعداد"),
    ("ordinal", "ترتيب"),
    ("duration", "مُدد"),
    ("measure", "قياسات"),
    ("time", "أوقات"),
    ("age", "أعمار"),
    ("fraction", "كسور"),
    ("phone", "هواتف"),
];

/// How a kind is called on the page; by its own name if it has none.
fn label(kind: &str) -> &str {
    KINDS.iter().find(|(name, _)| *name == kind).map_or(kind, |(_, label)| label)
}

/// Whether a kind is one of names, not of quantities.
fn is_name(kind: &str) -> bool {
    kind.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The page about the complete run in `out`, with its first `documents` documents (and no more than
/// 3 MiB of text).
///
/// # Errors
/// If `out` holds no complete run, or its records cannot be read back.
pub fn report(out: &Path, documents: usize) -> Result<String, Error> {
    let stats = Stats::of(out, TOP)?;
    let manifest = Manifest::read(out)?;
    let unit = manifest.options.offsets;
    let (mut shown, mut text) = (0, String::new());
    for_each_record(out, &manifest, &mut |record| {
        if shown == documents || text.len() > SHOWN_BYTES {
            return ControlFlow::Break(());
        }
        write_document(&mut text, &record, unit);
        shown += 1;
        ControlFlow::Continue(())
    })?;
    let pieces = [
        ("{{kinds}}", kind_styles(&stats)),
        ("{{subtitle}}", subtitle(&manifest)),
        ("{{cards}}", cards(&stats)),
        ("{{charts}}", charts(&stats)),
        ("{{filters}}", filters(&stats)),
        ("{{footer}}", footer(&stats, shown)),
        ("{{documents}}", text),
    ];
    Ok(fill(&pieces))
}

/// The page with its places filled; what is put in is not looked at again.
fn fill(pieces: &[(&str, String)]) -> String {
    let mut page = String::new();
    let mut rest = PAGE;
    while let Some(start) = rest.find("{{") {
        let (before, place) = rest.split_at(start);
        page.push_str(before);
        let end = place.find("}}").map_or(place.len(), |at| at + 2);
        let piece = pieces.iter().find(|(name, _)| *name == &place[..end]);
        page.push_str(piece.map_or(&place[..end], |(_, text)| text));
        rest = &place[end..];
    }
    page.push_str(rest);
    page
}

fn kinds(stats: &Stats) -> Vec<(&str, u64)> {
    let all = stats.counts.entities.iter().chain(&stats.counts.quantities);
    let mut kinds: Vec<_> = all.map(|(kind, &count)| (&**kind, count)).collect();
    let place = |kind: &str| KINDS.iter().position(|(name, _)| *name == kind);
    kinds.sort_by_key(|&(kind, _)| place(kind).unwrap_or(KINDS.len()));
    kinds
}

fn kind_styles(stats: &Stats) -> String {
    let mut css = String::new();
    for (kind, _) in kinds(stats) {
        let colour = if is_name(kind) { kind } else { "quantity" };
        write(
            &mut css,
            format_args!(
                "mark.{kind}, .chip.{kind} {{ background: var(--{colour}, var(--quantity)); }}\n\
             body.no-{kind} mark.{kind} {{ background: none; outline: none; padding: 0; }}\n"
            ),
        );
    }
    css
}

fn subtitle(manifest: &Manifest) -> String {
    let inputs = manifest.inputs.iter().take(3).map(|input| input.path.as_str());
    let mut names = inputs.collect::<Vec<_>>().join("، ");
    if manifest.inputs.len() > 3 {
        names += " …";
    }
    format!("تقرير عن <bdi>{}</bdi>", escape(&names))
}

fn cards(stats: &Stats) -> String {
    let quantities: u64 = stats.counts.quantities.values().sum();
    let names: u64 = stats.counts.entities.values().sum();
    let cards = [
        ("مستندات", grouped(stats.documents)),
        ("تعذّرت قراءتها", grouped(stats.failed)),
        ("جمل", grouped(stats.counts.sentences)),
        ("كلمات وعلامات", grouped(stats.counts.tokens)),
        ("أسماء", grouped(names)),
        ("كميات", grouped(quantities)),
        ("ميغابايت", format!("{:.1}", stats.bytes as f64 / 1e6)),
    ];
    let mut html = String::new();
    for (label, value) in cards {
        write(&mut html, format_args!("<div class=\"card\"><b>{value}</b>{label}</div>"));
    }
    html
}

fn charts(stats: &Stats) -> String {
    let of_kinds = |names: bool| {
        let kinds = kinds(stats).into_iter().filter(move |(kind, _)| is_name(kind) == names);
        let mut bars: Vec<_> = kinds
            .map(|(kind, count)| {
                let colour = if names { kind } else { "quantity" };
                Bar {
                    label: label(kind).to_owned(),
                    hint: kind.to_owned(),
                    count,
                    colour,
                    name: None,
                }
            })
            .collect();
        bars.sort_by_key(|bar| std::cmp::Reverse(bar.count));
        bars
    };
    let names: Vec<_> = stats
        .names
        .iter()
        .map(|name| Bar {
            label: name.surface.clone(),
            hint: name.latin.clone().unwrap_or_else(|| label(&name.kind).to_owned()),
            count: name.count,
            colour: &name.kind,
            name: Some(name.surface.clone()),
        })
        .collect();
    let currencies: Vec<_> = stats
        .currencies
        .iter()
        .take(TOP)
        .map(|(code, count)| Bar {
            label: code.clone(),
            hint: code.clone(),
            count: *count,
            colour: "quantity",
            name: None,
        })
        .collect();
    [
        bars("أنواع الأسماء", &of_kinds(true)),
        bars("أنواع الكميات", &of_kinds(false)),
        bars("أكثر الأسماء ذكراً", &names),
        bars("العملات", &currencies),
        columns("طول المستند بالكلمات", &stats.document_tokens),
        columns("طول الجملة بالكلمات", &stats.sentence_tokens),
        columns("السرعة بالميغابايت في الثانية لكل خيط", &stats.speeds),
    ]
    .concat()
}

fn filters(stats: &Stats) -> String {
    let mut html = String::new();
    for (kind, count) in kinds(stats) {
        let (label, count) = (label(kind), grouped(count));
        write(
            &mut html,
            format_args!(
                "<button class=\"chip {kind}\" data-kind=\"{kind}\" aria-pressed=\"true\" \
             title=\"{kind}: {count}\">{label}</button>"
            ),
        );
    }
    html
}

fn footer(stats: &Stats, shown: usize) -> String {
    let (shown, all) = (grouped(shown as u64), grouped(stats.documents));
    format!("تُعرض هنا أول {shown} من {all} مستند. warraq {}", env!("CARGO_PKG_VERSION"))
}

fn write(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments).expect("a string takes all text");
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Text as it may stand between tags and in attributes.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\0' => html.push('\u{FFFD}'),
            _ => html.push(c),
        }
    }
    html
}

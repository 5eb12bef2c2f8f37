use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anyhow::Result;
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use warraq_batch::{Event, RunOptions, Summary};

use crate::args::RunArgs;
use crate::exit::ExitCode;

pub(crate) fn run(args: &RunArgs) -> Result<ExitCode> {
    let options = RunOptions {
        layout: args.layout(),
        text_field: args.text_field.clone(),
        threads: args.threads,
        reference: args.reference,
        repair_mojibake: args.repair_mojibake,
        names: args.gazetteer.clone(),
    };
    let bar = progress_bar(args.quiet);
    let summary = warraq_batch::run(&args.inputs, &args.out, &options, |event| match event {
        Event::Found { bytes, .. } => bar.set_length(bytes),
        Event::Progress { documents, bytes } => {
            bar.set_position(bytes);
            bar.set_message(format!("{} documents", HumanCount(documents)));
        }
        Event::Failed(failure) => bar.suspend(|| {
            let (id, reason) = (printable(&failure.id), printable(&failure.reason));
            // Nobody is left to be told if standard error is closed.
            let _ = writeln!(io::stderr(), "warraq: {id}: {reason}");
        }),
        _ => {}
    })?;
    bar.finish_and_clear();
    if !args.quiet {
        let _ = io::stderr().write_all(describe(&summary, args).as_bytes());
    }
    Ok(if summary.failed == 0 { ExitCode::Success } else { ExitCode::SomeFailed })
}

/// Seen only where a person watches.
fn progress_bar(quiet: bool) -> ProgressBar {
    if quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = "{bar:30} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left  {msg}";
    let bar = ProgressBar::new(0);
    bar.set_style(ProgressStyle::with_template(style).expect("the template is well formed"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Names of files and words of texts, without what could steer a terminal.
pub(crate) fn printable(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() && c != '\t'
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

fn describe(summary: &Summary, args: &RunArgs) -> String {
    let counts = &summary.counts;
    let speed = summary.text_bytes as f64 / 1e6 / summary.seconds.max(1e-9);
    let failed = match summary.failed {
        0 => "none".to_owned(),
        n => format!("{}, see failed.jsonl", HumanCount(n)),
    };
    let mut lines = vec![
        ("documents", HumanCount(summary.documents).to_string()),
        ("failed", failed),
        (
            "text",
            format!(
                "{} in {:.2} s, {speed:.1} MB/s",
                HumanBytes(summary.text_bytes),
                summary.seconds
            ),
        ),
    ];
    let stages = args.stages;
    if stages.sentences {
        lines.push(("sentences", HumanCount(counts.sentences).to_string()));
    }
    lines.push(("tokens", HumanCount(counts.tokens).to_string()));
    if stages.quantities {
        lines.push(("quantities", by_kind(&counts.quantities)));
    }
    if stages.entities {
        lines.push(("names", by_kind(&counts.entities)));
    }
    lines.push(("records", args.out.join("records.jsonl").display().to_string()));
    lines.iter().map(|(name, value)| format!("{name:<11}{value}\n")).collect()
}

/// `12 (PER 7, LOC 5)`, the most frequent first.
fn by_kind(counts: &std::collections::BTreeMap<&'static str, u64>) -> String {
    let total = HumanCount(counts.values().sum());
    let mut kinds: Vec<_> = counts.iter().collect();
    kinds.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let kinds: Vec<_> =
        kinds.iter().map(|(kind, count)| format!("{kind} {}", HumanCount(**count))).collect();
    if kinds.is_empty() { total.to_string() } else { format!("{total} ({})", kinds.join(", ")) }
}

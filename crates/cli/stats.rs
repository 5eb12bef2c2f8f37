//! What a result holds, for people.

use std::fs;
use std::io::{self, Write};

use anyhow::{Context, Result};
use indicatif::{HumanBytes, HumanCount};
use warraq_batch::{Histogram, Stats};

use crate::args::{ReportArgs, StatsArgs};
use crate::exit::ExitCode;
use crate::run::{by_kind, printable};

pub(crate) fn stats(args: &StatsArgs) -> Result<ExitCode> {
    let stats = Stats::of(&args.dir, args.top)?;
    let mut out = io::stdout().lock();
    if args.json {
        serde_json::to_writer(&mut out, &stats)?;
        writeln!(out)?;
    } else {
        out.write_all(describe(&stats).as_bytes())?;
    }
    Ok(ExitCode::Success)
}

fn describe(stats: &Stats) -> String {
    let mut lines = vec![
        ("documents", HumanCount(stats.documents).to_string()),
        ("failed", HumanCount(stats.failed).to_string()),
        ("text", HumanBytes(stats.bytes).to_string()),
        ("sentences", HumanCount(stats.counts.sentences).to_string()),
        ("tokens", by_kind(&stats.tokens)),
        ("quantities", by_kind(&stats.counts.quantities)),
        ("names", by_kind(&stats.counts.entities)),
    ];
    let currencies: Vec<_> = stats
        .currencies
        .iter()
        .map(|(code, count)| format!("{code} {}", HumanCount(*count)))
        .collect();
    lines.push(("currencies", currencies.join(", ")));
    lines.push(("document", spread(&stats.document_tokens, "tokens")));
    lines.push(("sentence", spread(&stats.sentence_tokens, "tokens")));
    lines.push(("speed", spread(&stats.speeds, "MB/s a thread")));
    let mut text: String = lines
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name:<11}{value}\n"))
        .collect();
    if !stats.names.is_empty() {
        text += "\nmost frequent names\n";
    }
    for name in &stats.names {
        let latin = name.latin.as_deref().map_or_else(String::new, |latin| format!("  {latin}"));
        let (count, kind) = (HumanCount(name.count).to_string(), &name.kind);
        text +=
            &format!("{count:>9}  {kind:<8}{}{}\n", printable(&name.surface), printable(&latin));
    }
    text
}

/// `10 % up to 25, half up to 240, 90 % up to 800 tokens`
fn spread(histogram: &Histogram, unit: &str) -> String {
    let quantile = |share| histogram.quantile(share).map(|size| format!("{size:.0}"));
    match (quantile(0.1), quantile(0.5), quantile(0.9)) {
        (Some(low), Some(middle), Some(high)) => {
            format!("10 % up to {low}, half up to {middle}, 90 % up to {high} {unit}")
        }
        _ => String::new(),
    }
}

pub(crate) fn report(args: &ReportArgs) -> Result<ExitCode> {
    let page = warraq_batch::report(&args.dir, args.documents)?;
    fs::write(&args.out, page).with_context(|| format!("cannot write {}", args.out.display()))?;
    Ok(ExitCode::Success)
}

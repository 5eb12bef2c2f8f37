use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use indicatif::{HumanBytes, HumanCount};
use warraq_batch::{Event, Fault, Format, Run, RunOptions, Summary};

use crate::args::{ConfigArgs, RunArgs, VerifyArgs};
use crate::exit::ExitCode;
use crate::progress::Progress;

/// Set by Ctrl-C and by a request to terminate.
static STOP: AtomicBool = AtomicBool::new(false);

pub(crate) fn run(args: &RunArgs) -> Result<ExitCode> {
    let options = args.options.resolve()?;
    stop_on_signals();
    let mut progress = Progress::new(args.quiet);
    let run = Run::new(&args.inputs, &args.out, &options)
        .resume(args.resume)
        .restart(args.restart)
        .stop_when(&STOP);
    let result = run.start(|event| match event {
        Event::Found { files, bytes, passed_over } => progress.begin(files, bytes, passed_over),
        Event::Resumed { documents } => {
            progress.say(&format!("going on after {} documents", HumanCount(documents)));
        }
        Event::Progress { documents, bytes } => progress.advance(documents, bytes),
        Event::Failed(failure) => {
            let (id, reason) = (printable(&failure.id), printable(&failure.reason));
            progress.warn(&format!("{id}: {reason}"));
        }
        _ => {}
    });
    progress.end();
    let summary = result?;
    if !args.quiet {
        // Nobody is left to be told if standard error is closed.
        let _ = io::stderr().write_all(describe(&summary, args, &options).as_bytes());
    }
    Ok(match summary {
        Summary { interrupted: true, .. } => ExitCode::Interrupted,
        Summary { failed: 0, .. } => ExitCode::Success,
        _ => ExitCode::SomeFailed,
    })
}

/// The first signal ends the run so that it can go on, the second at once.
fn stop_on_signals() {
    let stop = || {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(ExitCode::Interrupted.number());
        }
        let _ = writeln!(io::stderr(), "warraq: stopping, once more to break off");
    };
    // Without a handler a signal ends the run as kill does, which loses nothing either.
    let _ = ctrlc::set_handler(stop);
}

pub(crate) fn verify(args: &VerifyArgs) -> Result<ExitCode> {
    let faults = warraq_batch::verify(&args.dir, args.inputs)?;
    let mut out = io::stdout().lock();
    for Fault { file, reason, .. } in &faults {
        writeln!(out, "{}: {reason}", printable(file))?;
    }
    if faults.is_empty() {
        writeln!(out, "{}: whole and unchanged", args.dir.display())?;
        return Ok(ExitCode::Success);
    }
    Ok(ExitCode::SomeFailed)
}

pub(crate) fn config(args: &ConfigArgs) -> Result<ExitCode> {
    io::stdout().write_all(args.options.resolve()?.to_toml().as_bytes())?;
    Ok(ExitCode::Success)
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

fn describe(summary: &Summary, args: &RunArgs, options: &RunOptions) -> String {
    let counts = &summary.counts;
    let speed = summary.text_bytes as f64 / 1e6 / summary.seconds.max(1e-9);
    let failed = match summary.failed {
        0 => "none".to_owned(),
        n => format!("{}, see {}", HumanCount(n), args.out.join("failed.jsonl").display()),
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
    let stages = options.stages;
    if stages.sentences {
        lines.push(("sentences", HumanCount(counts.sentences).to_string()));
    }
    lines.push(("tokens", HumanCount(counts.tokens).to_string()));
    if matches!(options.format, Format::Jsonl | Format::Parquet) && stages.quantities {
        lines.push(("quantities", by_kind(&counts.quantities)));
    }
    if options.format != Format::Text && stages.entities {
        lines.push(("names", by_kind(&counts.entities)));
    }
    match summary.outputs.as_slice() {
        _ if summary.interrupted => {
            lines.push(("stopped", "the same command with --resume goes on".to_owned()));
        }
        [only] => lines.push(("records", args.out.join(&only.file).display().to_string())),
        files => {
            let count = HumanCount(files.len() as u64);
            lines.push(("records", format!("{count} files in {}", args.out.display())));
        }
    }
    lines.iter().map(|(name, value)| format!("{name:<11}{value}\n")).collect()
}

/// `12 (PER 7, LOC 5)`, the most frequent first.
pub(crate) fn by_kind<K: Display>(counts: &BTreeMap<K, u64>) -> String {
    let total = HumanCount(counts.values().sum());
    let mut kinds: Vec<_> = counts.iter().collect();
    kinds.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let kinds: Vec<_> =
        kinds.iter().map(|(kind, count)| format!("{kind} {}", HumanCount(**count))).collect();
    if kinds.is_empty() { total.to_string() } else { format!("{total} ({})", kinds.join(", ")) }
}

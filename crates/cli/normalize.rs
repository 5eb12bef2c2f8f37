//! `warraq normalize`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::json;
use warraq_normalize::{Change, Normalizer, Options, Profile, Report};
use warraq_text::{OffsetCursor, OffsetUnit, View};

use crate::args::NormalizeArgs;
use crate::exit::ExitCode;
use crate::filters::{Output, for_each_line, stdout, write_json};

pub(crate) fn normalize(args: &NormalizeArgs) -> Result<ExitCode> {
    let normalizer = Normalizer::new(options(args)?);
    let mut view = View::default();
    if args.report {
        return report(args, &normalizer);
    }
    let unit = args.filter.offsets.into();
    let mut number = 0_u64;
    for_each_line(|line, out| {
        number += 1;
        normalizer.normalize_into(line, &mut view);
        if args.diff {
            write_diff(out, &format!("{number}:"), line, &view, &normalizer, unit)
        } else if args.filter.json {
            let changes = rows(line, &view, &normalizer, unit);
            write_json(out, &json!({ "text": view.text, "changes": changes }))
        } else {
            Ok(writeln!(out, "{}", view.text)?)
        }
    })
}

/// A piece of the source that was written differently.
#[derive(Serialize)]
struct Row<'t> {
    start: u32,
    end: u32,
    surface: &'t str,
    normalized: &'t str,
    option: &'static str,
}

fn rows<'t>(
    source: &'t str,
    view: &'t View,
    normalizer: &'t Normalizer,
    unit: OffsetUnit,
) -> Vec<Row<'t>> {
    let mut cursor = OffsetCursor::new(source, unit);
    let row = |change: Change| Row {
        start: cursor.seek(change.source.start),
        end: cursor.seek(change.source.end),
        surface: change.source.of(source),
        normalized: view.slice(change.view),
        option: change.option,
    };
    normalizer.changes(source, view).map(row).collect()
}

/// A line for each change: where, by which option, what was there and what is.
fn write_diff(
    out: &mut Output,
    document: &str,
    source: &str,
    view: &View,
    normalizer: &Normalizer,
    unit: OffsetUnit,
) -> Result<()> {
    for row in rows(source, view, normalizer, unit) {
        let (before, after) = (visible(row.surface), visible(row.normalized));
        writeln!(out, "{document}{}..{}\t{}\t{before}\t{after}", row.start, row.end, row.option)?;
    }
    Ok(())
}

/// Marks alone and what cannot be seen as escapes.
fn visible(text: &str) -> String {
    let seen = |c: char| {
        c.is_ascii_graphic()
            || c > '\u{A0}'
                && !warraq_normalize::is_mark(c)
                && !matches!(c, '\u{00AD}' | '\u{061C}' | '\u{0653}'..='\u{0655}' | '\u{2000}'..='\u{200F}'
                    | '\u{2028}'..='\u{202F}' | '\u{205F}'..='\u{206F}' | '\u{3000}' | '\u{FEFF}')
    };
    let mut visible = String::new();
    for c in text.chars() {
        if seen(c) {
            visible.push(c);
        } else {
            visible.extend(c.escape_unicode());
        }
    }
    visible
}

/// How often each option changed something, for each line that was changed and in all.
fn report(args: &NormalizeArgs, normalizer: &Normalizer) -> Result<ExitCode> {
    let mut view = View::default();
    let mut all = Report::default();
    let mut documents = 0_u64;
    if !args.filter.json {
        let mut out = stdout();
        writeln!(out, "line\toption\tchanges")?;
        out.flush()?;
    }
    let code = for_each_line(|line, out| {
        documents += 1;
        normalizer.normalize_into(line, &mut view);
        let report = normalizer.report(line, &view);
        if !report.is_empty() {
            write_report(out, args, json!(documents), &report)?;
        }
        all.add(&report);
        Ok(())
    })?;
    let mut out = stdout();
    write_report(&mut out, args, json!("all"), &all)?;
    out.flush()?;
    Ok(code)
}

fn write_report(
    out: &mut Output,
    args: &NormalizeArgs,
    line: serde_json::Value,
    report: &Report,
) -> Result<()> {
    if args.filter.json {
        let changes: BTreeMap<_, _> = report.iter().collect();
        return write_json(out, &json!({ "line": line, "changes": changes }));
    }
    let line = line.as_str().map_or_else(|| line.to_string(), str::to_owned);
    for (option, changes) in report.iter() {
        writeln!(out, "{line}\t{option}\t{changes}")?;
    }
    Ok(())
}

/// The options that the arguments name.
fn options(args: &NormalizeArgs) -> Result<Options> {
    let profile = match &args.profile {
        Some(name) => name,
        None if args.with.is_empty() => "light",
        None => "none",
    };
    let mut options = match &args.profiles {
        Some(path) => own_profile(path, profile)?,
        None => None,
    }
    .map_or_else(|| profile.parse::<Profile>().map(Options::from), Ok)?;
    for name in &args.with {
        options.set(name)?;
    }
    Ok(options)
}

/// A profile in a file of profiles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnProfile {
    /// The profile it is made from, `none` if none is given.
    base: Option<String>,
    /// Options that are switched on.
    #[serde(default)]
    with: Vec<String>,
    /// Options of the base that are switched off.
    #[serde(default)]
    without: Vec<String>,
}

/// The profile called `name` in the file at `path`, if it is there.
fn own_profile(path: &Path, name: &str) -> Result<Option<Options>> {
    let context = || format!("cannot read profiles from {}", path.display());
    let text = std::fs::read_to_string(path).with_context(context)?;
    let mut profiles: BTreeMap<String, OwnProfile> = toml::from_str(&text).with_context(context)?;
    for builtin in Profile::ALL {
        let own = profiles.keys().find(|own| own.split('@').next() == Some(builtin.name()));
        if let Some(own) = own {
            bail!("profile {own:?} in {} has the name of one that is built in", path.display());
        }
    }
    let Some(profile) = profiles.remove(name) else { return Ok(None) };
    let of_profile = || format!("profile {name:?} in {}", path.display());
    let base = profile.base.as_deref().unwrap_or("none");
    let mut options = Options::from(base.parse::<Profile>().with_context(of_profile)?);
    for name in &profile.without {
        options.unset(name).with_context(of_profile)?;
    }
    for name in &profile.with {
        options.set(name).with_context(of_profile)?;
    }
    Ok(Some(options))
}

//! A document for the eye.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result, bail};
use warraq_batch::{Analysis, Analyzer, Document};
use warraq_entities::EntityKind;
use warraq_text::Span;

use crate::args::InspectArgs;
use crate::exit::ExitCode;
use crate::run::printable;

/// First strong isolate and pop directional isolate (UAX #9): keep a piece of text from reordering
/// what stands around it.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const QUANTITY: Style = AnsiColor::Yellow.on_default();

fn style(kind: EntityKind) -> Style {
    match kind {
        EntityKind::Person => AnsiColor::Green.on_default(),
        EntityKind::Organisation => AnsiColor::Blue.on_default(),
        EntityKind::Location => AnsiColor::Cyan.on_default(),
        EntityKind::Work | EntityKind::Product | EntityKind::Event => {
            AnsiColor::Magenta.on_default()
        }
    }
    .bold()
}

pub(crate) fn inspect(args: &InspectArgs) -> Result<ExitCode> {
    let name = args.file.display().to_string();
    let bytes = if name == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(&args.file)
    };
    let bytes = bytes.with_context(|| format!("cannot read {name}"))?;
    let is_lines =
        name.ends_with(".jsonl") || name == "-" && bytes.trim_ascii_start().starts_with(b"{");
    let analyzer = Analyzer::default();
    let mut out = anstream::AutoStream::new(io::stdout().lock(), args.color.into());
    let mut shown = 0;
    let mut show = |document: &Document<'_>| -> Result<()> {
        if args.id.as_deref().is_none_or(|id| id == document.id) {
            shown += 1;
            write_document(&mut out, document, &analyzer.analyze(&document.text))?;
        }
        Ok(())
    };
    if is_lines {
        for (line, number) in bytes.split(|&b| b == b'\n').zip(1..) {
            if !line.trim_ascii().is_empty() {
                let id = format!("{name}#{number}");
                show(&Document::from_json(&id, line, &args.text_field).context(id.clone())?)?;
            }
        }
    } else {
        show(&Document::from_text(&name, &bytes).with_context(|| name.clone())?)?;
    }
    match &args.id {
        Some(id) if shown == 0 => bail!("{name} has no document {id:?}"),
        _ => Ok(ExitCode::Success),
    }
}

fn write_document(
    out: &mut impl Write,
    document: &Document<'_>,
    analysis: &Analysis,
) -> Result<()> {
    let title = printable(&document.id);
    writeln!(
        out,
        "{BOLD}{title}{BOLD:#}  {DIM}{} sentences, {} tokens{DIM:#}\n",
        analysis.sentences.len(),
        analysis.tokens.len()
    )?;
    write_text(out, &document.text, analysis)?;
    write_names(out, &document.text, analysis)?;
    write_quantities(out, &document.text, analysis)?;
    Ok(writeln!(out)?)
}

/// The text with its findings in colour. Colour codes are no letters to the bidi algorithm, so the
/// text keeps its order.
fn write_text(out: &mut impl Write, source: &str, analysis: &Analysis) -> Result<()> {
    let names = analysis.entities.iter().map(|e| (e.span, style(e.kind)));
    let amounts = analysis.quantities.iter().map(|q| (q.span, QUANTITY));
    let mut found: Vec<(Span, Style)> = names.chain(amounts).collect();
    found.sort_by_key(|(span, _)| span.start);
    let mut copied = 0;
    for (span, style) in found {
        let span = analysis.view.alignment.to_source(span);
        let (before, piece) =
            (Span::new(copied, span.start.max(copied)).of(source), span.of(source));
        write!(out, "{}{style}{}{style:#}", plain(before), plain(piece))?;
        copied = span.end;
    }
    Ok(writeln!(out, "{}\n", plain(source[copied as usize..].trim_end()))?)
}

/// As [`printable`], with the line breaks of the text.
fn plain(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => printable(line.trim_end_matches('\r')) + "\n",
            None => printable(line),
        })
        .collect()
}

fn write_names(out: &mut impl Write, source: &str, analysis: &Analysis) -> Result<()> {
    // One line a thing, with the spelling and Latin name of its first mention that has one.
    let mut things: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, entity) in analysis.entities.iter().enumerate() {
        things.entry(entity.link).or_default().push(index);
    }
    let mut things: Vec<_> = things.into_values().collect();
    things.sort();
    for mentions in things {
        let mut spellings: Vec<&str> = mentions
            .iter()
            .map(|&i| analysis.view.alignment.source_text(analysis.entities[i].span, source))
            .collect();
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
        spellings.dedup();
        let entity = &analysis.entities[mentions[0]];
        let latin = mentions.iter().find_map(|&i| analysis.entities[i].latin.as_deref());
        let spellings: Vec<_> = spellings.into_iter().map(isolated).collect();
        let style = style(entity.kind);
        write!(out, "{style}{:<8}{style:#} {}", entity.kind.name(), spellings.join(" · "))?;
        if let Some(latin) = latin {
            write!(out, "  {}", isolated(latin))?;
        }
        if mentions.len() > 1 {
            write!(out, "  {DIM}×{}{DIM:#}", mentions.len())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_quantities(out: &mut impl Write, source: &str, analysis: &Analysis) -> Result<()> {
    for quantity in &analysis.quantities {
        let surface = analysis.view.alignment.source_text(quantity.span, source);
        writeln!(out, "{QUANTITY}{quantity}{QUANTITY:#}  {}", isolated(surface))?;
    }
    Ok(())
}

fn isolated(text: &str) -> String {
    format!("{}{}{}", ISOLATE.0, printable(text), ISOLATE.1)
}

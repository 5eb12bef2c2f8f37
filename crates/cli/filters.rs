//! Lines in, lines out.

use std::borrow::Cow;
use std::io::{self, BufRead, BufWriter, Read, Write};

use anyhow::{Context, Result, bail};
use serde::Serialize;
use serde_json::json;
use warraq_batch::{Analysis, Analyzer, Found, Layout, Stages, begins_as_utf16, decode};
use warraq_entities::romanize;
use warraq_quantities::Parser;
use warraq_text::{OffsetCursor, Span, TokenKind};
use warraq_tokenize::{Neighbours, Role, Segmenter, StemMemo, wrapped_sentences_into};

use crate::args::{
    EntitiesArgs, FilterArgs, QuantitiesArgs, RomanScheme, RomanizeArgs, SegmentArgs,
    SentencesArgs, StemArgs,
};
use crate::exit::ExitCode;

pub(crate) type Output = BufWriter<io::StdoutLock<'static>>;

pub(crate) fn tokenize(args: &FilterArgs) -> Result<ExitCode> {
    let stages = Stages { tokens: true, ..Stages::NONE };
    for_each_analysis(stages, |line, analysis, out| {
        if args.json {
            return write_found(out, line, analysis, stages, args);
        }
        for (i, token) in analysis.tokens.iter().enumerate() {
            let surface = analysis.view.alignment.source_text(token.span, line);
            write!(out, "{}{surface}", if i == 0 { "" } else { " " })?;
        }
        Ok(writeln!(out)?)
    })
}

pub(crate) fn sentences(args: &SentencesArgs) -> Result<ExitCode> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).context(UNREADABLE)?;
    let (text, _) = decode(&bytes).context(UNREADABLE)?;
    let stages = Stages { sentences: true, ..Stages::NONE };
    let mut analysis = Analyzer::new(stages).analyze(&text);
    if args.wrapped {
        let Analysis { view, tokens, sentences, .. } = &mut analysis;
        wrapped_sentences_into(&view.text, tokens, sentences);
    }
    let mut out = stdout();
    if args.filter.json {
        write_found(&mut out, &text, &analysis, stages, &args.filter)?;
    } else {
        for &sentence in &analysis.sentences {
            let sentence = analysis.view.alignment.source_text(sentence, &text);
            let one_line: Vec<&str> = sentence.lines().map(str::trim).collect();
            writeln!(out, "{}", one_line.join(" "))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::Success)
}

pub(crate) fn segment(args: &SegmentArgs) -> Result<ExitCode> {
    let segmenter = Segmenter::default();
    let stages = Stages { tokens: true, ..Stages::NONE };
    for_each_analysis(stages, |line, analysis, out| {
        let mut cursor = OffsetCursor::new(line, args.filter.offsets.into());
        let mut words = Vec::new();
        let mut copied = 0;
        for (index, token) in analysis.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            let alignment = &analysis.view.alignment;
            let word = analysis.view.slice(token.span);
            let surface = alignment.source_text(token.span, line);
            let neighbours = Neighbours::of(&analysis.view.text, &analysis.tokens, index);
            let scheme = args.scheme.into();
            let segmentation = segmenter.segment_between(word, surface, neighbours, scheme);
            if segmentation.is_whole() {
                continue;
            }
            let parts = segmentation.parts().map(|part| {
                let view =
                    Span::new(token.span.start + part.span.start, token.span.start + part.span.end);
                (alignment.to_source(view), part)
            });
            if args.filter.json {
                let span = alignment.to_source(token.span);
                let (start, end) = (cursor.seek(span.start), cursor.seek(span.end));
                let clitics: Vec<_> = parts
                    .map(|(span, part)| {
                        json!({
                            "start": cursor.seek(span.start), "end": cursor.seek(span.end),
                            "role": part.role.name(), "form": part.spelled_alone(word),
                        })
                    })
                    .collect();
                words.push(json!({ "start": start, "end": end, "clitics": clitics }));
                continue;
            }
            for (span, part) in parts {
                out.write_all(&line.as_bytes()[copied as usize..span.start as usize])?;
                write!(out, "{}", marked(span.of(line), part.role))?;
                copied = span.end;
            }
        }
        if args.filter.json {
            return write_json(out, &json!({ "tokens": words }));
        }
        Ok(writeln!(out, "{}", &line[copied as usize..])?)
    })
}

/// A part of a word with the sign of its role.
fn marked(part: &str, role: Role) -> String {
    match role {
        Role::Proclitic => format!("{part}+ "),
        Role::Stem => part.to_owned(),
        Role::Suffix | Role::Enclitic => format!(" +{part}"),
    }
}

pub(crate) fn stem(args: &StemArgs) -> Result<ExitCode> {
    let stemmer = args.stemmer.into();
    let mut stems = StemMemo::new(stemmer);
    let stages = Stages { tokens: true, entities: !args.no_names, ..Stages::NONE };
    for_each_analysis(stages, |line, analysis, out| {
        let mut cursor = OffsetCursor::new(line, args.filter.offsets.into());
        let mut rows = Vec::new();
        for (i, token) in analysis.tokens.iter().enumerate() {
            let surface = analysis.view.alignment.source_text(token.span, line);
            let word = analysis.words.get(i);
            let is_name = word.is_some_and(|word| word.is_name());
            let written = analysis.view.slice(token.span);
            let stem = match token.kind {
                TokenKind::Word | TokenKind::Latin if is_name => word
                    .and_then(|word| word.clitics().find(|part| part.role == Role::Stem))
                    .map_or(written, |stem| stem.form),
                TokenKind::Word | TokenKind::Latin => stems.stem(written),
                _ => surface,
            };
            if args.filter.json {
                let span = analysis.view.alignment.to_source(token.span);
                rows.push(json!({
                    "start": cursor.seek(span.start), "end": cursor.seek(span.end),
                    "surface": surface, "stem": stem, "name": is_name,
                }));
            } else {
                write!(out, "{}{stem}", if i == 0 { "" } else { " " })?;
            }
        }
        if args.filter.json {
            return write_json(out, &json!({ "stemmer": stemmer.name(), "tokens": rows }));
        }
        Ok(writeln!(out)?)
    })
}

pub(crate) fn quantities(args: &QuantitiesArgs) -> Result<ExitCode> {
    let stages = Stages { quantities: true, ..Stages::NONE };
    let analyzer = Analyzer::new(stages).with_reference(args.reference);
    if args.explain {
        let parser = args.reference.map_or_else(Parser::new, Parser::with_reference);
        return with_analyzer(&analyzer, |line, analysis, out| {
            for found in parser.explain(&analysis.view, &analysis.tokens) {
                let surface = analysis.view.alignment.source_text(found.quantity.span, line);
                writeln!(out, "{surface}\t{}\t{}", found.quantity, found.rules.join(" "))?;
            }
            Ok(())
        });
    }
    list(&args.filter, stages, &analyzer, |line, analysis, out| {
        for quantity in &analysis.quantities {
            let surface = analysis.view.alignment.source_text(quantity.span, line);
            writeln!(out, "{surface}\t{quantity}")?;
        }
        Ok(())
    })
}

pub(crate) fn entities(args: &EntitiesArgs) -> Result<ExitCode> {
    let stages = Stages { entities: true, ..Stages::NONE };
    let analyzer = Analyzer::new(stages);
    let analyzer = match &args.gazetteer {
        Some(path) => analyzer.with_names(path)?,
        None => analyzer,
    };
    list(&args.filter, stages, &analyzer, |line, analysis, out| {
        for entity in &analysis.entities {
            let surface = analysis.view.alignment.source_text(entity.span, line);
            let latin = entity.latin.as_deref().unwrap_or_default();
            writeln!(out, "{surface}\t{}\t{latin}", entity.kind.name())?;
        }
        Ok(())
    })
}

pub(crate) fn romanize(args: &RomanizeArgs) -> Result<ExitCode> {
    let write = match (args.back, args.scheme) {
        (false, _) => |line: &str, scheme: RomanScheme| romanize::romanize(line, scheme.into()),
        (true, RomanScheme::Buckwalter) => |line: &str, _| romanize::from_buckwalter(line),
        (true, RomanScheme::SafeBuckwalter) => |line: &str, _| romanize::from_safe_buckwalter(line),
        (true, _) => bail!("only the schemes buckwalter and safe-buckwalter can be read back"),
    };
    for_each_line(|line, out| Ok(writeln!(out, "{}", write(line, args.scheme))?))
}

/// One JSON object a line, or one finding a line with tabs.
fn list(
    args: &FilterArgs,
    stages: Stages,
    analyzer: &Analyzer,
    mut write: impl FnMut(&str, &Analysis, &mut Output) -> Result<()>,
) -> Result<ExitCode> {
    with_analyzer(analyzer, |line, analysis, out| {
        if args.json {
            write_found(out, line, analysis, stages, args)
        } else {
            write(line, analysis, out)
        }
    })
}

fn for_each_analysis(
    stages: Stages,
    each: impl FnMut(&str, &Analysis, &mut Output) -> Result<()>,
) -> Result<ExitCode> {
    with_analyzer(&Analyzer::new(stages), each)
}

fn with_analyzer(
    analyzer: &Analyzer,
    mut each: impl FnMut(&str, &Analysis, &mut Output) -> Result<()>,
) -> Result<ExitCode> {
    let mut analysis = Analysis::default();
    for_each_line(|line, out| {
        analyzer.analyze_into(line, &mut analysis);
        each(line, &analysis, out)
    })
}

/// Calls `each` for every line of standard input, without its line break. A line in no known
/// encoding is told on standard error and read with its broken bytes replaced.
#[expect(clippy::print_stderr, reason = "broken lines are told where a person sees them")]
pub(crate) fn for_each_line(
    mut each: impl FnMut(&str, &mut Output) -> Result<()>,
) -> Result<ExitCode> {
    let mut input = io::stdin().lock();
    let mut out = stdout();
    let mut code = ExitCode::Success;
    if begins_as_utf16(input.fill_buf().context(UNREADABLE)?) {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).context(UNREADABLE)?;
        let (text, _) = decode(&bytes).context(UNREADABLE)?;
        text.lines().try_for_each(|line| each(line, &mut out))?;
        out.flush()?;
        return Ok(code);
    }
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if input.read_until(b'\n', &mut line).context(UNREADABLE)? == 0 {
            break;
        }
        let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        // Only the first line can begin with a byte order mark that is no part of the text.
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if number > 1 => Ok(Cow::Borrowed(text)),
            _ => decode(bytes).map(|(text, _)| text),
        };
        match text {
            Ok(text) => each(&text, &mut out)?,
            Err(error) => {
                eprintln!("warraq: line {number}: {error}");
                code = ExitCode::SomeFailed;
                each(&String::from_utf8_lossy(bytes), &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

const UNREADABLE: &str = "cannot read standard input";

pub(crate) fn stdout() -> Output {
    BufWriter::new(io::stdout().lock())
}

fn write_found(
    out: &mut Output,
    line: &str,
    analysis: &Analysis,
    stages: Stages,
    args: &FilterArgs,
) -> Result<()> {
    let layout = Layout { offsets: args.offsets.into(), stages, ..Layout::default() };
    write_json(out, &Found::new(line, analysis, layout))
}

pub(crate) fn write_json(out: &mut Output, value: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}

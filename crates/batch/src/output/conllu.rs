//! CoNLL-U: <https://universaldependencies.org/format.html>.
//!
//! A word with clitics is a multiword token: a line with its range and surface, then a line for each
//! part, spelled as when it stands alone. Lemmas and trees are not computed. In MISC stand
//! `TokenRange`, the place in the source of a token or part in the unit of the run, the norm and stem
//! of a word and, as `NER` with B- and I-, the type of the name it belongs to.

use std::fmt::Write;
use std::iter::Peekable;

use crate::record::{Record, TokenRow, entities, sentences, tokens};

/// Appends the sentences of a record.
pub(super) fn write(out: &mut Vec<u8>, record: Record<'_>) {
    let mut text = String::new();
    let found = record.found();
    let source = &record.document().text;
    let id = field(&record.document().id);
    let names = entities(found).map(|row| (row.start, row.end, row.kind));
    let mut names = Names(names.peekable());
    let mut tokens = tokens(found).peekable();
    let mut sentence = Vec::new();
    for (index, (_, end)) in sentences(found).enumerate() {
        sentence.extend(std::iter::from_fn(|| tokens.next_if(|token| token.start < end)));
        if sentence.is_empty() {
            continue;
        }
        if index == 0 {
            push(&mut text, format_args!("# newdoc id = {id}\n"));
        }
        push(&mut text, format_args!("# sent_id = {id}-{}\n# text = ", index + 1));
        write_text(&mut text, source, &sentence);
        write_tokens(&mut text, source, &sentence, &mut names);
        text.push('\n');
        sentence.clear();
    }
    out.extend_from_slice(text.as_bytes());
}

fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments).expect("a string takes all text");
}

/// Whether the next token stands directly behind.
fn is_joined(tokens: &[TokenRow<'_>], index: usize) -> bool {
    tokens.get(index + 1).is_some_and(|next| next.start == tokens[index].end)
}

fn write_text(text: &mut String, source: &str, tokens: &[TokenRow<'_>]) {
    for (index, token) in tokens.iter().enumerate() {
        text.push_str(&field(token.place.of(source)));
        if index + 1 < tokens.len() && !is_joined(tokens, index) {
            text.push(' ');
        }
    }
    text.push('\n');
}

fn write_tokens<I: Iterator<Item = (u32, u32, &'static str)>>(
    text: &mut String,
    source: &str,
    tokens: &[TokenRow<'_>],
    names: &mut Names<I>,
) {
    let mut number = 1;
    for (index, token) in tokens.iter().enumerate() {
        let form = field(token.place.of(source));
        let mut misc = Misc::default();
        if is_joined(tokens, index) {
            misc.add("SpaceAfter", "No");
        }
        misc.add_range(token.start, token.end);
        if let Some(stem) = token.stem {
            misc.add("Norm", token.norm);
            misc.add("Stem", stem);
        }
        if let Some(label) = names.label(token) {
            misc.add("NER", &label);
        }
        let upos = upos(token.kind);
        let Some(clitics) = &token.clitics else {
            push(
                text,
                format_args!(
                    "{number}\t{form}\t_\t{upos}\t{}\t_\t_\t_\t_\t{}\n",
                    token.kind, misc.0
                ),
            );
            number += 1;
            continue;
        };
        let last = number + clitics.rows().len() - 1;
        push(text, format_args!("{number}-{last}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}\n", misc.0));
        for part in clitics.rows() {
            let (form, role) = (field(part.form), part.role);
            let mut misc = Misc::default();
            misc.add_range(part.start, part.end);
            push(text, format_args!("{number}\t{form}\t_\t_\t{role}\t_\t_\t_\t_\t{}\n", misc.0));
            number += 1;
        }
    }
}

/// The universal part of speech where the kind of a token tells it.
fn upos(kind: &str) -> &'static str {
    match kind {
        "number" => "NUM",
        "punctuation" => "PUNCT",
        "symbol" | "emoji" | "url" | "email" | "mention" => "SYM",
        _ => "_",
    }
}

#[derive(Default)]
struct Misc(String);

impl Misc {
    fn add(&mut self, name: &str, value: &str) {
        let separator = if self.0.is_empty() { "" } else { "|" };
        let value = field(value).replace('|', "\u{FF5C}");
        push(&mut self.0, format_args!("{separator}{name}={value}"));
    }

    fn add_range(&mut self, start: u32, end: u32) {
        self.add("TokenRange", &format!("{start}:{end}"));
    }
}

/// What may stand in a field: no control character or line break, no space but single ones inside.
fn field(text: &str) -> String {
    let spaced = text.replace(|c: char| c.is_control() || c.is_whitespace(), " ");
    let words: Vec<_> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "_".to_owned() } else { words.join("\u{A0}") }
}

/// The names of a document in order, matched with its tokens.
struct Names<I: Iterator<Item = (u32, u32, &'static str)>>(Peekable<I>);

impl<I: Iterator<Item = (u32, u32, &'static str)>> Names<I> {
    /// `B-` or `I-` and the type of the name that holds `token`, which stands behind those asked for
    /// before.
    fn label(&mut self, token: &TokenRow<'_>) -> Option<String> {
        while self.0.next_if(|&(_, end, _)| end <= token.start).is_some() {}
        let &(start, _, kind) = self.0.peek().filter(|&&(start, ..)| start < token.end)?;
        let place = if start >= token.start { "B" } else { "I" };
        Some(format!("{place}-{kind}"))
    }
}

//! A document with its findings marked.

use warraq_text::OffsetUnit;

use super::{escape, label, write};
use crate::stored::{Number, StoredQuantity, StoredRecord};

/// A place in the text that is marked.
struct Mark {
    start: u32,
    end: u32,
    kind: String,
    hint: String,
}

/// Appends the text of `record`, a paragraph a line. Of a record without text the findings are listed.
pub(super) fn write_document(html: &mut String, record: &StoredRecord<'_>, unit: OffsetUnit) {
    let id = escape(&record.id);
    write(html, format_args!("<article><h3><bdi>{id}</bdi></h3><p>"));
    match &record.text {
        Some(text) => write_text(html, text.trim_end(), &marks(record), unit),
        None => {
            for entity in &record.entities {
                let (kind, surface) = (escape(&entity.kind), escape(&entity.surface));
                write(html, format_args!("<mark class=\"{kind}\">{surface}</mark> "));
            }
        }
    }
    html.push_str("</p></article>\n");
}

fn marks(record: &StoredRecord<'_>) -> Vec<Mark> {
    let names = record.entities.iter().map(|entity| Mark {
        start: entity.start,
        end: entity.end,
        kind: entity.kind.to_string(),
        hint: match &entity.latin {
            Some(latin) => format!("{} · {latin}", label(&entity.kind)),
            None => label(&entity.kind).to_owned(),
        },
    });
    let quantities = record.quantities.iter().map(|quantity| Mark {
        start: quantity.start,
        end: quantity.end,
        kind: quantity.kind.to_string(),
        hint: describe(quantity),
    });
    let mut marks: Vec<_> = names.chain(quantities).collect();
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// `مبالغ · 300000–900000 USD`
fn describe(quantity: &StoredQuantity<'_>) -> String {
    let digits =
        |number: &Option<Number<'_>>| number.as_ref().map(|number| number.digits().to_owned());
    let value = match (digits(&quantity.value), digits(&quantity.min), digits(&quantity.max)) {
        (Some(value), ..) => Some(value),
        (None, Some(min), Some(max)) => Some(format!("{min}–{max}")),
        (None, min, max) => min.map(|m| format!("{m}…")).or(max.map(|m| format!("…{m}"))),
    };
    let parts = [value, quantity.currency.as_deref().map(str::to_owned)];
    let more = [quantity.unit.as_deref(), quantity.iso.as_deref()];
    let words: Vec<_> =
        parts.into_iter().flatten().chain(more.into_iter().flatten().map(str::to_owned)).collect();
    format!("{} · {}", label(&quantity.kind), words.join(" "))
}

fn write_text(html: &mut String, text: &str, marks: &[Mark], unit: OffsetUnit) {
    let mut cursor = ByteCursor { text, unit, byte: 0, count: 0 };
    let mut copied = 0;
    for mark in marks {
        let start = cursor.seek(mark.start).max(copied);
        let end = cursor.seek(mark.end).max(start);
        push_text(html, &text[copied..start]);
        let (kind, hint) = (escape(&mark.kind), escape(&mark.hint));
        write(html, format_args!("<mark class=\"{kind}\" title=\"{hint}\">"));
        html.push_str(&escape(&text[start..end].replace(['\n', '\r'], " ")));
        html.push_str("</mark>");
        copied = end;
    }
    push_text(html, &text[copied..]);
}

/// Line breaks begin paragraphs.
fn push_text(html: &mut String, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            html.push_str("</p><p>");
        }
        html.push_str(&escape(line.trim_end_matches('\r')));
    }
}

/// Converts rising offsets of a unit to bytes.
struct ByteCursor<'t> {
    text: &'t str,
    unit: OffsetUnit,
    byte: usize,
    count: u32,
}

impl ByteCursor<'_> {
    /// The byte where `offset` is; the end of the text if it lies behind.
    fn seek(&mut self, offset: u32) -> usize {
        for c in self.text[self.byte..].chars() {
            if self.count >= offset {
                break;
            }
            self.count += match self.unit {
                OffsetUnit::Byte => c.len_utf8() as u32,
                OffsetUnit::Char => 1,
                OffsetUnit::Utf16 => c.len_utf16() as u32,
            };
            self.byte += c.len_utf8();
        }
        self.byte
    }
}

//! Finds numbers, money, dates, times, durations and measures in Arabic text and reads their
//! values exactly.

mod age;
mod amount;
mod approx;
mod calendar;
mod cardinal;
mod currency;
mod date;
mod digits;
mod fraction;
mod grammar;
mod key;
mod lexicon;
mod measure;
mod money;
mod number;
mod ordinal;
mod percent;
mod phone;
mod place;
mod quantity;
mod range;
mod rate;
mod reader;
mod time;
mod unit;

use warraq_text::{Token, View};

pub use calendar::{Date, Day, Time};
pub use currency::Currency;
pub use quantity::{Approx, Calendar, Quantity, QuantityKind};
pub use unit::Unit;

use reader::Document;

/// Finds quantities; cheap to make and to share between threads.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parser;

impl Parser {
    /// A parser. The lexicon is built when the first text is read.
    #[must_use]
    pub fn new() -> Self {
        Self
    }

    /// Clears `found` and fills it with the quantities of a view, from left to right and without
    /// overlaps. `tokens` are the tokens of `view.text`.
    pub fn find_into(&self, view: &View, tokens: &[Token], found: &mut Vec<Quantity>) {
        found.clear();
        let document = Document::new(view, tokens);
        for line in document.lines() {
            let mut i = 0;
            while i < line.len() {
                i = match grammar::quantity(&line, i) {
                    Some((quantity, next)) => {
                        found.push(quantity);
                        next.max(i + 1)
                    }
                    None => i + 1,
                };
            }
        }
    }
}

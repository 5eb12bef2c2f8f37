//! Finds numbers, money, dates, times, durations and measures in Arabic text and reads their
//! values exactly.
//!
//! ```
//! use warraq_normalize::Normalizer;
//! use warraq_quantities::{Parser, QuantityKind};
//!
//! let view = Normalizer::light().normalize("براتب يتراوح بين ٣٠٠ و٩٠٠ ألف دولار سنوياً");
//! let mut tokens = Vec::new();
//! warraq_tokenize::words_into(&view.text, &mut tokens);
//! let mut found = Vec::new();
//! Parser::new().find_into(&view, &tokens, &mut found);
//!
//! let salary = &found[0];
//! assert_eq!(view.slice(salary.span), "300 و900 ألف دولار سنويا");
//! assert_eq!(salary.kind, QuantityKind::Money);
//! assert_eq!(salary.min.map(|value| value.to_string()).as_deref(), Some("300000"));
//! assert_eq!(salary.max.map(|value| value.to_string()).as_deref(), Some("900000"));
//! assert_eq!(salary.currency.map(|currency| currency.to_string()).as_deref(), Some("USD"));
//! assert_eq!(salary.per.map(|unit| unit.name()), Some("year"));
//! ```
//!
//! # How it reads
//!
//! A word is folded to a key of six bits a letter and looked up in one table, whole and without
//! each proclitic it may have; a filter of fingerprints turns most words away. What is found are
//! its *senses*: «ثانية» is a rank, a unit and nothing else, «ربع» a part of one. Rules, tried in
//! the order of `grammar.rs` at each word that may begin a quantity, choose among them:
//!
//! | rule | file | reads |
//! |---|---|---|
//! | number | `digits.rs`, `figures.rs` | digits with their separators |
//! | | `group.rs`, `number.rs` | number words below a thousand; their composition with scales |
//! | amount | `amount.rs`, `compound.rs` | number + percent, currency or unit + parts + smaller units + rate |
//! | | `sign.rs`, `counted.rs` | signs before it; units that carry their number: «يومين», «ساعة ونصف» |
//! | | `percent.rs`, `money.rs`, `measure.rs`, `rate.rs` | what may follow a number |
//! | range | `range.rs` | two amounts, and whether scale and unit are shared |
//! | date | `date.rs`, `month.rs`, `year.rs` | days, months, years, intervals; names of months; eras, seasons |
//! | time | `time.rs`, `clock.rs`, `day_part.rs`, `elapsed.rs` | times of day; hours and minutes; «صباحاً»; times of races |
//! | relative date | `relative.rs`, `nth.rs`, `period.rs`, `holiday.rs` | «غداً», «قبل شهر»; «أول جمعة من يوليو»; quarters, decades, seasons; holidays |
//! | rank, part | `ordinal.rs`, `fraction.rs` | «الثالث», «المادة 14»; «ثلثا السكان» |
//! | currency of a bare noun | `place.rs` | the countries a document names |
//! | age, phone, count | `age.rs`, `phone.rs`, `cardinal.rs` | which durations are ages, which digits are telephones, which numbers only label |
//! | approximators | `approx.rs` | «نحو», «لا يقل عن», «على الأقل» around what was found |
//!
//! No rule looks further than a number can reach, so the time is linear in the text, and nothing
//! is allocated but the list of what is found. A line break ends every quantity.
//!
//! Words, currencies, units and places are data: closed sets stand in `lexicon/`, lists that grow
//! in `data/*.tsv`. A bare «دينار» means the currency that the document names in full elsewhere,
//! else that of the one country whose places it names, else its candidates are given.
//!
//! # What it does not do
//!
//! Relative dates («غداً», «قبل شهر») are found only by a parser with a day of reference; weekdays alone
//! and vague counts («مئات الآلاف», «بضع سنوات») never. A date is told in the calendar it is written in;
//! [`Quantity::date_in`] converts. Numbers inside names («بوينغ 777») are left out only where the name
//! is known here: who finds names should let them win.

mod age;
mod amount;
mod approx;
mod calendar;
mod cardinal;
mod clock;
mod compound;
mod counted;
mod currency;
mod date;
mod day_part;
mod days;
mod digits;
mod elapsed;
mod figures;
mod fraction;
mod grammar;
mod group;
mod holiday;
mod key;
mod lexicon;
mod measure;
mod money;
mod month;
mod nth;
mod number;
mod ordinal;
mod percent;
mod period;
mod phone;
mod place;
mod quantity;
mod range;
mod rate;
mod reader;
mod relative;
mod sign;
mod time;
mod unit;
pub mod write;
mod year;

use warraq_text::{Token, View};

pub use calendar::{Date, Day, InvalidDay, Time};
pub use currency::Currency;
pub use quantity::{Approx, Calendar, Quantity, QuantityKind};
pub use unit::Unit;

use reader::Document;

/// Finds quantities; cheap to make and to share between threads.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parser {
    reference: Option<Day>,
}

impl Parser {
    /// A parser that leaves out relative dates. The lexicon is built when the first text is read.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A parser that also finds relative dates («غداً», «قبل ثلاثة أيام», «الأسبوع المقبل») and tells
    /// which days they are, seen from `day`.
    #[must_use]
    pub fn with_reference(day: Day) -> Self {
        Self { reference: Some(day) }
    }

    /// Clears `found` and fills it with the quantities of a view, from left to right and without
    /// overlaps. `tokens` are the tokens of `view.text`.
    pub fn find_into(&self, view: &View, tokens: &[Token], found: &mut Vec<Quantity>) {
        found.clear();
        let document = Document::new(view, tokens, self.reference);
        read(&document, |quantity| found.push(quantity));
    }

    /// The quantities of a view with the rules that read them.
    ///
    /// ```
    /// use warraq_normalize::Normalizer;
    /// use warraq_quantities::Parser;
    ///
    /// let view = Normalizer::light().normalize("نحو 900 ألف دولار");
    /// let mut tokens = Vec::new();
    /// warraq_tokenize::words_into(&view.text, &mut tokens);
    /// let found = Parser::new().explain(&view, &tokens);
    /// let rules = ["amount", "number", "figures", "number::scaled", "money", "approx::before"];
    /// assert_eq!(found[0].rules, rules);
    /// ```
    #[must_use]
    pub fn explain(&self, view: &View, tokens: &[Token]) -> Vec<Explanation> {
        let document = Document::new(view, tokens, self.reference).traced();
        let mut found = Vec::new();
        read(&document, |quantity| {
            found.push(Explanation { quantity, rules: document.take_trace() });
        });
        found
    }
}

/// A quantity and the rules that read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What was found.
    pub quantity: Quantity,
    /// The rules by module and function, the outer before the inner, in the order of the text.
    pub rules: Vec<&'static str>,
}

fn read(document: &Document<'_>, mut found: impl FnMut(Quantity)) {
    for line in document.lines() {
        let mut i = 0;
        while i < line.len() {
            i = match line.rule("", || grammar::quantity(&line, i)) {
                Some((quantity, next)) => {
                    found(quantity);
                    next.max(i + 1)
                }
                None => i + 1,
            };
        }
    }
}

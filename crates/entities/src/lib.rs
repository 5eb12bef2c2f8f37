//! Finds the names of people, organisations, places, works, products and events in Arabic text,
//! in Arabic and in Latin letters, each with its place, its kind, its Latin name, and a number
//! that mentions of the same thing share.
//!
//! ```
//! use warraq_entities::{EntityKind, Recognizer};
//! use warraq_normalize::Normalizer;
//!
//! let view = Normalizer::light().normalize("وقال تيم كوك إن Apple ستفتتح متجراً بالرياض.");
//! let mut tokens = Vec::new();
//! warraq_tokenize::words_into(&view.text, &mut tokens);
//!
//! let found = Recognizer::new().find(&view, &tokens);
//! let names: Vec<_> = found.iter().map(|e| (view.slice(e.span), e.kind)).collect();
//! assert_eq!(
//!     names,
//!     [
//!         ("تيم كوك", EntityKind::Person),
//!         ("Apple", EntityKind::Organisation),
//!         ("الرياض", EntityKind::Location),
//!     ]
//! );
//! assert_eq!(found[0].latin.as_deref(), Some("Tim Cook"));
//! ```
//!
//! # How
//!
//! A document is first read (`reading`): what the lists, the frequency lexicon and the letters say of
//! a word is looked up when the word comes for the first time and kept from document to document
//! (`vocabulary`). Then five steps, each a module:
//!
//! 1. **Candidates** (`candidates`). Each rule looks at a place in the text and says what name may
//!    stand there and how much speaks for it, from 0 to about 100: phrases of the compiled lists
//!    ([`gazetteer`]), chains of given names and surnames with titles and verbs of saying beside
//!    them, heads of institutions with their complements, unknown words that look foreign by their
//!    letters after a word that announces a name, titles in quotes, hashtags, runs of Latin words.
//!    Proclitics joined to a name (و ف ب ل ك) are cut off where the rest is the better reading.
//! 2. **Decide** (`decide`). Candidates with enough evidence are kept, best and longest first, if
//!    they overlap no better one.
//! 3. **Document** (`document`). What was found once is found again where nothing beside it tells:
//!    full names everywhere, people also by one word of their name. A word that is also a common
//!    word is not believed. Mentions of one name get one kind.
//! 4. **Tagger** (`tagger`). A linear model labels each word anew: what the rules found and thought of
//!    is evidence beside the words, their letters and what the lists say of them. It adds names
//!    that no rule is sure of, moves their edges and corrects their kinds; then the pass over the
//!    document is made once more. Words of which neither rules nor lists think as names are passed
//!    over, and so are words that by themselves, and by what the words beside them are, are in none.
//! 5. **Names and links** (`latin_name`, `link`). The Latin name of an Arabic mention is that of a
//!    Latin mention of the document that sounds alike ([`similarity`]), else that of the lists if
//!    the Arabic form follows its sound, else put together from words of the lists and words that
//!    are spelled by their sound ([`spell_latin`]), if its words together look foreign. The words of a person's
//!    name are spelled as of one language. Same words, same entity of the lists, surname and full name, and
//!    the same sound in both scripts make one thing.
//!
//! # What it does not do
//!
//! It does not know which person of a name is meant, and gives no identifiers of a knowledge base.
//! Names that are not in the lists and have nothing beside them that announces a name are missed.
//! Titles of works are found in quotes or after a word such as فيلم; dialect has few triggers.

mod candidates;
mod decide;
mod document;
mod entity;
pub mod gazetteer;
mod latin_mentions;
mod latin_name;
mod letters;
mod lexicon;
mod link;
mod random;
mod reading;
mod recognizer;
pub mod romanize;
mod tagger;
mod translit;
mod vocabulary;

pub use entity::{Entity, EntityKind, LatinSource, Script};
pub use letters::LettersTrainer;
pub use recognizer::{Recognizer, Scratch};
pub use tagger::{KnownName, TaggerTrainer};
pub use translit::{
    LatinNames, SAME_NAME, Trainer, plain_latin_letters, said_part, similarity, spell_latin,
    spell_latin_word, spelling_cost, train_languages, train_speller,
};

//! wip
mod candidates;
mod decide;
mod document;
mod entity;
pub mod gazetteer;
mod latin_mentions;
mod latin_name;
mod letters;
mod link;
mod reading;
mod recognizer;
mod translit;

pub use entity::{Entity, EntityKind, Script};
pub use letters::LettersTrainer;
pub use recognizer::{Recognizer, Scratch};
pub use translit::{SAME_NAME, Trainer, similarity};

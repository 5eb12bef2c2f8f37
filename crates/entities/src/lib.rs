//! wip
mod entity;
pub mod gazetteer;
mod translit;
pub use entity::{Entity, EntityKind, Script};
pub use translit::{SAME_NAME, Trainer, similarity};

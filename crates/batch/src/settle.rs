//! Names and quantities that claim the same words.

use warraq_entities::Entity;
use warraq_quantities::Quantity;
use warraq_text::Span;

/// Removes from both lists what loses its words to the other. Both are in rising order without
/// overlaps, and stay so.
///
/// The longer claim wins: a number inside a name is part of the name («سبيس إكس 9»), a name inside
/// an amount is part of the amount («دولار»). Of two equal claims the quantity wins: its reading
/// needs a number.
pub(crate) fn settle(quantities: &mut Vec<Quantity>, entities: &mut Vec<Entity>) {
    let names: Vec<Span> = entities.iter().map(|entity| entity.span).collect();
    let amounts: Vec<Span> = quantities.iter().map(|quantity| quantity.span).collect();
    let mut lost = Losses::new(&names);
    quantities.retain(|quantity| !lost.to_any(quantity.span, |own, name| own.len() < name.len()));
    let mut lost = Losses::new(&amounts);
    entities.retain(|entity| !lost.to_any(entity.span, |own, amount| own.len() <= amount.len()));
}

/// Walks one list of claims beside another.
struct Losses<'s> {
    others: &'s [Span],
}

impl<'s> Losses<'s> {
    fn new(others: &'s [Span]) -> Self {
        Self { others }
    }

    /// Whether `own`, which begins after all claims asked for before, loses to a claim that
    /// overlaps it.
    fn to_any(&mut self, own: Span, loses: impl Fn(Span, Span) -> bool) -> bool {
        let passed = self.others.iter().take_while(|other| other.end <= own.start).count();
        self.others = &self.others[passed..];
        self.others.iter().take_while(|other| other.start < own.end).any(|&other| loses(own, other))
    }
}

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
    let mut rivals = Rivals(&names);
    quantities.retain(|own| !rivals.of(own.span).any(|name| own.span.len() < name.len()));
    let mut rivals = Rivals(&amounts);
    entities.retain(|own| !rivals.of(own.span).any(|amount| own.span.len() <= amount.len()));
}

/// Claims in rising order, walked beside another list of claims.
struct Rivals<'s>(&'s [Span]);

impl Rivals<'_> {
    /// The claims that overlap `own`, which begins after all that were asked for before.
    fn of(&mut self, own: Span) -> impl Iterator<Item = Span> {
        let passed = self.0.iter().take_while(|rival| rival.end <= own.start).count();
        self.0 = &self.0[passed..];
        self.0.iter().copied().take_while(move |rival| rival.start < own.end)
    }
}

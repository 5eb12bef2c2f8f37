use warraq_text::TokenKind;

use super::part::{Part, first_part, next_part};
use crate::candidates::Page;
use crate::gazetteer::Class;
use crate::vocabulary::Form;

/// Longest name, in words.
const LONGEST: usize = 7;

/// A chain of parts.
pub(super) struct Chain {
    /// One past the last word.
    pub(super) end: usize,
    pub(super) first: Part,
    pub(super) last: Part,
    /// Number of parts without the joints.
    pub(super) parts: usize,
    /// Begins with أبو, أم, ابن …
    pub(super) kunya: bool,
    /// Whether a title or the like stands before.
    pub(super) titled: bool,
}

impl Chain {
    /// The longest chain that begins with this form of the word.
    pub(super) fn read(page: Page<'_>, at: usize, form: Form) -> Option<Self> {
        let first = first_part(page, at, form)?;
        let kunya = first == Part::Joint;
        let titled = form.cut == 0
            && page.announcer(at).is_some_and(|before| {
                matches!(page.reading.class(before), Class::Title | Class::Called)
            });
        let parts = usize::from(!kunya);
        let mut chain = Self { end: at + 1, first, last: first, parts, kunya, titled };
        let mut joint = kunya;
        for next in at + 1..at + LONGEST {
            if !page.reading.continues(next, TokenKind::Word) {
                break;
            }
            let Some(part) = next_part(page, next, joint, &chain) else { break };
            joint = part == Part::Joint;
            if !joint {
                chain.end = next + 1;
                chain.last = part;
                chain.parts += 1;
                if chain.first == Part::Joint {
                    chain.first = part;
                }
            }
        }
        if chain.parts == 1 && form.cut == 0 && common_surname(page, at, &chain) {
            chain.end += 1;
            chain.parts += 1;
            chain.last = Part::Common;
        }
        (chain.parts > 0).then_some(chain)
    }
}

/// Whether a common word after a foreign given name is its surname, because the name is
/// announced and what follows closes it: قال سايمون بار، حفيد ….
fn common_surname(page: Page<'_>, at: usize, chain: &Chain) -> bool {
    let foreign = matches!(chain.first, Part::Foreign | Part::Strange);
    let Some(form) = page.reading.whole(chain.end).filter(|_| foreign) else { return false };
    let word = page.reading.continues(chain.end, TokenKind::Word);
    let plain = form.class() == Class::None && !page.reading.key(chain.end).starts_with("ال");
    let closed = page.is_mark(chain.end + 1, &['،', '(', ':', '»'])
        || page.reading.key(chain.end + 1) == "ان";
    let announced = page.announcer(at).map(|before| page.reading.class(before));
    word && plain && closed && matches!(announced, Some(Class::Title | Class::Said))
}

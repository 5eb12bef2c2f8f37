//! Labels of words: outside of names, first word of a name of a kind, further word of one.

use crate::EntityKind;

/// Number of labels.
pub(super) const LABELS: usize = 1 + 2 * EntityKind::ALL.len();

/// A label: 0 outside, 1 + 2 *k* first word of a name of kind *k*, 2 + 2 *k* further word.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label(pub(super) u8);

impl Label {
    pub(super) const OUTSIDE: Self = Self(0);

    pub(super) fn first(kind: EntityKind) -> Self {
        Self(1 + 2 * kind as u8)
    }

    pub(super) fn further(kind: EntityKind) -> Self {
        Self(2 + 2 * kind as u8)
    }

    pub(super) fn is_first(self) -> bool {
        self.0 % 2 == 1
    }

    pub(super) fn is_further(self) -> bool {
        self.0 > 0 && !self.is_first()
    }

    pub(super) fn kind(self) -> Option<EntityKind> {
        let kind = usize::from(self.0).checked_sub(1)? / 2;
        EntityKind::ALL.get(kind).copied()
    }

    /// Whether it may stand after `before`; at the start of a line that is [`Label::OUTSIDE`].
    pub(super) fn may_follow(self, before: Self) -> bool {
        !self.is_further() || self.kind() == before.kind()
    }
}

/// The labels a word may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LabelSet(u16);

impl LabelSet {
    pub(super) fn outside() -> Self {
        [Label::OUTSIDE].into_iter().collect()
    }

    pub(super) fn has(self, label: Label) -> bool {
        self.0 >> label.0 & 1 == 1
    }
}

impl FromIterator<Label> for LabelSet {
    fn from_iter<I: IntoIterator<Item = Label>>(labels: I) -> Self {
        Self(labels.into_iter().fold(0, |set, label| set | 1 << label.0))
    }
}

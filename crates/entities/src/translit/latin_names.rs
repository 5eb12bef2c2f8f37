use super::alphabet::Folded;
use super::{SAME_NAME, Sounds, model};

/// Latin names to compare Arabic ones with: prepared once, asked often.
///
/// ```
/// use warraq_entities::LatinNames;
///
/// let names = LatinNames::new(["Tim Cook", "Bob Iger", "Satya Nadella"]);
/// let (place, score) = names.best("بوب إيغر").unwrap();
/// assert_eq!(place, 1);
/// assert!(score > 0.5);
/// assert!(names.best("إيلون ماسك").is_none());
/// ```
#[derive(Debug, Default)]
pub struct LatinNames {
    names: Vec<(Folded, Sounds)>,
}

impl LatinNames {
    /// Prepares names.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let prepared = |name| (Folded::latin(name), Sounds::of_latin(name));
        Self { names: names.into_iter().map(prepared).collect() }
    }

    /// Place and [`super::similarity`] of the name that `arabic` sounds most like; `None` if it
    /// sounds like none. Names whose consonants are others are not compared in full.
    #[must_use]
    pub fn best(&self, arabic: &str) -> Option<(usize, f32)> {
        let (folded, sounds) = (Folded::arabic(arabic), Sounds::of_arabic(arabic));
        let names = self.names.iter().enumerate();
        names
            .filter(|(_, (latin, theirs))| sounds.may_match(*theirs) && folded.may_be(latin))
            .map(|(place, (latin, _))| (place, model().score(&folded, latin)))
            .filter(|(_, score)| *score > SAME_NAME)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
    }
}

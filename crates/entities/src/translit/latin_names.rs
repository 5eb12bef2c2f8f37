use super::Spoken;

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
    names: Vec<Spoken>,
}

impl LatinNames {
    /// Prepares names.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { names: names.into_iter().map(Spoken::latin).collect() }
    }

    /// Place and [`super::similarity`] of the name that `arabic` sounds most like; `None` if it
    /// sounds like none. Names whose consonants are others are not compared in full.
    #[must_use]
    pub fn best(&self, arabic: &str) -> Option<(usize, f32)> {
        let arabic = Spoken::arabic(arabic);
        let names = self.names.iter().enumerate();
        names
            .filter_map(|(place, latin)| Some((place, arabic.is_like(latin, 0.0)?)))
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
    }
}

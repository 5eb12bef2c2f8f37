//! The words of a person's name spelled together: they are mostly of one language.

use std::borrow::Cow;

use super::alphabet::{plain_latin_letters, title_case, without_accents};
use super::languages::{Gains, LANGUAGES, gains, has_accents};
use super::speller::{Spelling, are_near, best, name_spellings};

/// How a word of a person's name may be written in Latin letters.
#[derive(Debug)]
pub(crate) struct Spellings {
    /// That of the lists first.
    choices: Box<[Choice]>,
    is_listed: bool,
}

#[derive(Debug)]
struct Choice {
    latin: Box<str>,
    cost: i32,
    /// Whether a list has it.
    known: bool,
    /// The choices, by a bit each, that it is near.
    near: u8,
    gains: Gains,
}

/// What a level of a gain is worth, in the units of costs: of 1/16 nat.
const LEVEL: i32 = 4;
/// Choices that are kept for a word.
const KEPT: usize = 8;
/// Cost that the form of the lists has less than its sound tells.
const LISTED: i32 = 64;
/// Cost of a form that is none of the likeliest ones, beside the likeliest.
const UNHEARD: i32 = 40;

impl Spellings {
    /// Of a word in Arabic letters, by its sound and as the lists have it.
    pub(crate) fn of(arabic: &str, listed: Option<&str>) -> Self {
        let is_listed = listed.is_some();
        let mut heard = name_spellings(arabic).unwrap_or_default();
        let plain: Option<Vec<char>> = listed.map(|latin| plain_latin_letters(latin).collect());
        let place = heard.iter().position(|heard| plain.as_ref() == Some(&heard.letters));
        let same = place.map(|place| heard.remove(place));
        heard.truncate(KEPT - 1);
        let unheard = heard.first().map_or(0, |first| first.cost as i32 + UNHEARD);
        let cost = same.map_or(unheard, |same| same.cost as i32) - LISTED;
        let listed = listed.zip(plain).map(|(latin, plain)| (latin.into(), plain, cost, true));
        let spell = |Spelling { letters, cost, known }: Spelling| {
            (title_case(letters.iter().copied()).into(), letters, cost as i32, known)
        };
        let all: Vec<(Box<str>, Vec<char>, i32, bool)> =
            listed.into_iter().chain(heard.into_iter().map(spell)).collect();
        let near = |letters: &[char]| {
            let near = all.iter().map(|(_, other, ..)| u8::from(are_near(letters, other)));
            near.enumerate().fold(0, |bits, (at, near)| bits | near << at)
        };
        let near: Vec<u8> = all.iter().map(|(_, letters, ..)| near(letters)).collect();
        let choice = |((latin, letters, cost, known), near): ((Box<str>, Vec<char>, _, _), u8)| {
            let plain: String = letters.into_iter().collect();
            Choice { latin, cost, known, near, gains: gains(&plain) }
        };
        let choices = all.into_iter().zip(near).map(choice).collect();
        Self { choices, is_listed }
    }

    /// Whether they were made with this form of the lists.
    pub(crate) fn are_with(&self, listed: Option<&str>) -> bool {
        let known = self.choices.first().filter(|_| self.is_listed);
        known.map(|choice| &*choice.latin) == listed
    }

    /// The least cost of a spelling if the name is of a language.
    fn least(&self, language: usize) -> i32 {
        self.costs(language).min().unwrap_or_default()
    }

    fn costs(&self, language: usize) -> impl Iterator<Item = i32> + Clone {
        self.choices
            .iter()
            .map(move |choice| choice.cost - LEVEL * i32::from(choice.gains[language]))
    }

    /// The best spelling if the name is of a language.
    fn best(&self, language: usize) -> Option<Cow<'_, str>> {
        let likeliest = self.costs(language).zip(0..).min()?.1;
        let choice = match self.choices.get(likeliest) {
            Some(choice) if choice.known => choice,
            _ => {
                let near = |at: usize, other: usize| self.choices[at].near >> other & 1 == 1;
                self.choices.get(best(self.costs(language), near)?)?
            }
        };
        Some(match has_accents(language) || choice.latin.is_ascii() {
            true => (&*choice.latin).into(),
            false => without_accents(&choice.latin).into(),
        })
    }
}

/// The best spelling of each word of a name in which the Latin words `sure` stand as well; `None` if a word
/// has none.
pub(crate) fn spell_together<'s>(
    words: &[&'s Spellings],
    sure: &[&str],
) -> Option<Vec<Cow<'s, str>>> {
    let plain = |word| gains(&plain_latin_letters(word).collect::<String>());
    let sure = sure.iter().flat_map(|words| words.split([' ', '-']));
    let sure: Vec<Gains> = sure.map(plain).collect();
    let cost = |language: &usize| {
        let gain: i32 = sure.iter().map(|gains| LEVEL * i32::from(gains[*language])).sum();
        words.iter().map(|word| word.least(*language)).sum::<i32>() - gain
    };
    let language = (0..LANGUAGES).min_by_key(cost)?;
    words.iter().map(|word| word.best(language)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: [(&str, Option<&str>); 2], expected: [&str; 2]) {
        let spellings = words.map(|(arabic, listed)| Spellings::of(arabic, listed));
        let spelled = spell_together(&spellings.each_ref(), &[]).unwrap();
        assert_eq!(spelled, expected);
    }

    #[test]
    fn words_are_of_one_language() {
        check([("جوليا", Some("Julia")), ("كونتي", Some("Conti"))], ["Giulia", "Conti"]);
        check([("جوليا", Some("Julia")), ("ستيوارت", Some("Stewart"))], ["Julia", "Stewart"]);
        check([("يان", Some("Jan")), ("نوفاك", None)], ["Jan", "Novak"]);
        check([("إيفان", Some("Iván")), ("بيتروف", Some("Petrov"))], ["Ivan", "Petrov"]);
    }

    #[test]
    fn what_cannot_be_spelled() {
        let [empty, jan] = [Spellings::of("42", None), Spellings::of("42", Some("Jan"))];
        assert_eq!(spell_together(&[&empty, &jan], &[]), None);
        assert_eq!(spell_together(&[&jan], &["van"]), Some(vec!["Jan".into()]));
        assert_eq!(spell_together(&[], &[]), Some(Vec::new()));
    }
}

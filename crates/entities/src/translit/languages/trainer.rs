use std::collections::BTreeMap;

use super::super::known::{KnownWords, LISTS};
use super::super::plain_latin_letters;
use super::{EVEN, GROUPS, LANGUAGES, MAGIC, ROW, ROWS, borne_in, letter, row};

/// Weight of what fewer letters tell, in words.
const PRIOR: f64 = 3.0;
/// Letters and the edge of a word.
const SIGNS: f64 = 27.0;
/// How much a level is, in nats, where the letters are believed this far.
const STEP: f64 = 0.25 / BELIEF;
const BELIEF: f64 = 0.6;

/// Learns from words of names and the codes of languages they are of, and returns the compiled table.
/// Codes that are not known are passed over.
#[must_use]
pub fn train_languages<'w>(words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Vec<u8> {
    let mut languages = BTreeMap::<String, u32>::new();
    for (word, code) in words {
        let group = GROUPS.iter().position(|group| group.codes.contains(&code));
        let word: String = plain_latin_letters(word).collect();
        if let Some(group) = group.filter(|_| word.len() > 1) {
            *languages.entry(word).or_default() |= 1 << group;
        }
    }
    let mut bytes = Vec::from(*MAGIC);
    bytes.extend(letters(&languages));
    let has = |(word, groups): (&String, &u32)| {
        let of = |group: &usize| groups >> group & 1 == 1;
        let letters = |group| (borne_in(word, group).collect(), LISTS);
        (0..GROUPS.len()).filter(of).map(letters).collect::<Vec<(String, usize)>>()
    };
    let borne: BTreeMap<String, usize> = languages.iter().flat_map(has).collect();
    let borne = borne.iter().map(|(word, lists)| (&**word, *lists)).collect();
    KnownWords::write(&borne, &mut bytes);
    bytes
}

/// The table of three letters in a row.
fn letters(languages: &BTreeMap<String, u32>) -> Vec<u8> {
    let mut all = Letters::default();
    let mut own: Vec<Letters> = GROUPS.iter().map(|_| Letters::default()).collect();
    for (word, groups) in languages {
        let share = 1.0 / f64::from(groups.count_ones());
        all.add(word, 1.0);
        for (group, own) in own.iter_mut().enumerate() {
            if groups >> group & 1 == 1 {
                own.add(word, share);
            }
        }
    }
    // Chains that share a row are told by their mean.
    let mut sums = vec![[0.0; LANGUAGES]; ROWS];
    let mut totals = vec![0.0; ROWS];
    for (three, count) in &all.counts[2] {
        let [a, b, c] = [0, 1, 2].map(|at| letter(three.as_bytes()[at]));
        let row = row(a, b, c);
        totals[row] += count;
        let likely = all.p(three, None).ln();
        for (sum, own) in sums[row].iter_mut().zip(&own) {
            *sum += count * (own.p(three, Some(&all)).ln() - likely);
        }
    }
    let level = |sum: f64, total: f64| {
        let level = (sum / f64::max(total, 1.0) / STEP).round() as i8;
        level.clamp(1 - EVEN, 15 - EVEN).wrapping_add(EVEN).cast_unsigned()
    };
    let pairs = |(sums, total): (&[f64; LANGUAGES], &f64)| {
        let total = *total;
        let pair = move |pair: &[f64]| level(pair[0], total) | level(pair[1], total) << 4;
        sums.chunks_exact(2).map(pair).collect::<Vec<u8>>()
    };
    let bytes: Vec<u8> = sums.iter().zip(&totals).flat_map(pairs).collect();
    debug_assert_eq!(bytes.len(), ROWS * ROW);
    bytes
}

/// One to three letters in a row, the edges of a word as spaces, and how often they occur.
#[derive(Debug, Default)]
struct Letters {
    counts: [BTreeMap<String, f64>; 3],
    /// Of what goes before the last letter.
    contexts: [BTreeMap<String, f64>; 3],
}

impl Letters {
    fn add(&mut self, word: &str, weight: f64) {
        let word = format!("  {word} ");
        for end in 3..=word.len() {
            for length in 1..=3 {
                let chain = &word[end - length..end];
                *self.counts[length - 1].entry(chain.to_owned()).or_default() += weight;
                let context = chain[..length - 1].to_owned();
                *self.contexts[length - 1].entry(context).or_default() += weight;
            }
        }
    }

    /// Likelihood of the last letter of a chain after the others, which leans on what fewer letters
    /// tell and on that of all languages.
    fn p(&self, chain: &str, all: Option<&Self>) -> f64 {
        let order = chain.len() - 1;
        let count = self.counts[order].get(chain).copied().unwrap_or_default();
        let context = self.contexts[order].get(&chain[..order]).copied().unwrap_or_default();
        let below = match (order, all) {
            (0, None) => return (count + 1.0) / (context + SIGNS),
            (0, Some(all)) => all.p(chain, None),
            (_, None) => self.p(&chain[1..], None),
            (_, Some(of_all)) => f64::midpoint(self.p(&chain[1..], all), of_all.p(chain, None)),
        };
        (count + PRIOR * below) / (context + PRIOR)
    }
}

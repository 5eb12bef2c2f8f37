use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::Result;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use warraq_entities::EntityKind::{self, Event, Location, Organisation, Person, Product, Work};
use warraq_entities::gazetteer::{Builder, Class, Facts};
use warraq_entities::{SAME_NAME, said_part, similarity, spelling_cost};

use crate::table::{Row, Table, phrase_key, read_rows};
use crate::vocabulary::Vocabulary;

/// Lists of places outside of the Arab states, the surer one first.
const PLACES: [&str; 2] = ["places_extra.tsv", "more_places.tsv"];

/// Lists of foreign given names and surnames, the surer one first.
const NAMES: [&str; 2] = ["given_names.tsv", "more_names.tsv"];
/// Lists of known people, the surer one first.
const PEOPLE: [&str; 2] = ["people.tsv", "more_people.tsv"];

/// Names of one word, which our unannotated sentences may hold as names.
pub(crate) fn single_names(own: &Path, data: &Path) -> Result<HashSet<String>> {
    let mut names = HashSet::new();
    for list in ["organisations.tsv", "products.tsv"] {
        add_names(&mut names, &own.join(list))?;
    }
    for row in Table::read(&own.join("organisations_ambiguous.tsv"))?.rows() {
        names.remove(&phrase_key(row.get("form")));
    }
    for list in PLACES.into_iter().chain(NAMES).chain(PEOPLE) {
        add_names(&mut names, &own.join(list))?;
    }
    names.extend(large_cities(data, 100_000)?);
    for row in read_rows(&data.join("cldr_territories.tsv"))? {
        names.extend(row.first().map(|arabic| phrase_key(arabic)));
    }
    for row in read_rows(&data.join("persons_units_wikidata.tsv"))? {
        let [name, _, country, _, count, ..] = row.as_slice() else { continue };
        let known =
            count.parse().unwrap_or(0) >= 20 && !matches!(country.as_str(), "IR" | "AF" | "PK");
        if known {
            names.insert(phrase_key(name));
        }
    }
    Ok(names)
}

fn add_names(names: &mut HashSet<String>, list: &Path) -> Result<()> {
    for row in Table::read(list)?.rows() {
        names.extend(row.arabic().map(|(_, key)| key));
    }
    Ok(())
}

/// Words of the crate's own list of triggers.
pub(crate) fn triggers(builder: &mut Builder) {
    let list = include_str!("../../data/triggers.tsv");
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let Some((word, class)) = line.split_once('\t') else { continue };
        if let Some(class) = class_named(class) {
            builder.insert(&phrase_key(word), Facts::default().with_class(class), None);
        }
    }
}

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "title" => Class::Title,
        "said" => Class::Said,
        "called" => Class::Called,
        "organisation_outside" => Class::OrganisationOutside,
        "organisation_inside" => Class::OrganisationInside,
        "location_outside" => Class::LocationOutside,
        "location_inside" => Class::LocationInside,
        "work_outside" => Class::WorkOutside,
        "product_outside" => Class::ProductOutside,
        "event_inside" => Class::EventInside,
        "event_outside" => Class::EventOutside,
        "nationality" => Class::Nationality,
        "particle" => Class::Particle,
        "institutional" => Class::Institutional,
        "never" => Class::Never,
        "unit" => Class::Unit,
        "generic" => Class::Generic,
        "tail" => Class::Tail,
        _ => return None,
    })
}

/// Names of cities with so many people.
fn large_cities(data: &Path, least: u32) -> Result<HashSet<String>> {
    let rows = read_rows(&data.join("geonames_cities15000_ar.tsv"))?;
    let large = |row: &Vec<String>| match row.as_slice() {
        [arabic, _, _, people, ..] if people.parse().unwrap_or(0) >= least => {
            Some(phrase_key(arabic))
        }
        _ => None,
    };
    Ok(rows.iter().filter_map(large).collect())
}

/// States, cities, regions, landmarks.
pub(crate) fn places(
    builder: &mut Builder,
    words: &Vocabulary,
    own: &Path,
    data: &Path,
) -> Result<()> {
    let territories = read_rows(&data.join("cldr_territories.tsv"))?;
    let [first, second] = PLACES.map(|list| Table::read(&own.join(list)));
    let (first, second) = (first?, second?);
    let mut sure = large_cities(data, 200_000)?;
    sure.extend(territories.iter().filter_map(|row| Some(phrase_key(row.first()?))));
    sure.extend(first.rows().flat_map(Row::arabic).map(|(_, key)| key));
    for row in first.rows().chain(second.rows()) {
        let kind = Facts::default().with_kind(Location);
        let kind = if row.get("kind") == "country" { kind.country() } else { kind };
        let word = row.arabic().any(|(_, key)| is_word(builder, words, &key));
        let kind = if word && !kind.is_country() { kind.common() } else { kind };
        // A short name that one list alone has is mostly something else.
        let facts = |key: &str| {
            let unsure = key.chars().count() <= 5 && !sure.contains(key) && !kind.is_country();
            if unsure { kind.small() } else { kind }
        };
        insert_arabic(builder, row, facts, !ARAB.contains(&row.get("country")));
    }
    for row in territories {
        let [arabic, latin, code] = row.as_slice() else { continue };
        if matches!(code.as_str(), "001" | "EU" | "EZ" | "UN" | "QO" | "ZZ") {
            continue;
        }
        let facts = Facts::default().with_kind(Location);
        let facts = if code.parse::<u16>().is_ok() { facts } else { facts.country() };
        builder.insert(&phrase_key(arabic), facts, Some(latin));
    }
    for row in read_rows(&data.join("i18n_iso_countries_mit.tsv"))? {
        if let Some(arabic) = row.first() {
            let facts = Facts::default().with_kind(Location).country();
            builder.insert(&phrase_key(arabic), facts, None);
        }
    }
    Ok(())
}

/// Places of Arab states that are known at home: one word of theirs counts only where the text speaks
/// of places, and a head that stays outside of names (حي السلام) is left to the rules.
pub(crate) fn local_places(builder: &mut Builder, words: &Vocabulary, own: &Path) -> Result<()> {
    for row in Table::read(&own.join("places_arab.tsv"))?.rows() {
        for (form, key) in row.arabic() {
            insert_local_place(builder, words, row, form, &key);
        }
    }
    Ok(())
}

fn insert_local_place(
    builder: &mut Builder,
    words: &Vocabulary,
    row: Row<'_>,
    form: &str,
    key: &str,
) {
    let known = builder.facts(key).unwrap_or_default();
    let kind = Facts::default().with_kind(Location);
    let facts = match key.split_once(' ') {
        Some((head, _)) => {
            let class = builder.facts(head).unwrap_or_default().class();
            if class == Class::LocationOutside {
                return;
            }
            kind
        }
        None if known.kind().is_some() || known.class() != Class::None => return,
        None if words.knows(key) || known.is_common() => kind.small().common(),
        None => kind.small(),
    };
    insert(builder, form, key, facts, Some(row.get("latin")), None);
}

/// Cities of GeoNames with at least so many people.
pub(crate) fn cities(
    builder: &mut Builder,
    words: &Vocabulary,
    data: &Path,
    at_least: u32,
) -> Result<()> {
    for row in read_rows(&data.join("geonames_cities15000_ar.tsv"))? {
        let [arabic, latin, country, people, ..] = row.as_slice() else { continue };
        let people = people.parse().unwrap_or(0);
        if people >= at_least {
            insert_city(builder, words, arabic, latin, country, people);
        }
    }
    Ok(())
}

/// A city counts by itself only if it is large and its name is nothing else.
fn insert_city(
    builder: &mut Builder,
    words: &Vocabulary,
    arabic: &str,
    latin: &str,
    country: &str,
    people: u32,
) {
    let key = phrase_key(arabic);
    if key.chars().count() < 3 {
        return;
    }
    let known = builder.facts(&key).unwrap_or_default();
    let kind = Facts::default().with_kind(Location);
    let one_word = !key.contains(' ');
    let common = one_word && words.knows(&key);
    let weak = one_word
        && (people < 200_000 || common || known.is_common() || known.class() != Class::None);
    let facts = if weak && !known.may_be(Location) { kind.small() } else { kind };
    let facts = if common && !known.may_be(Location) { facts.common() } else { facts };
    let alike = match country {
        // Of its towns many have an Arabic name of their own.
        "IL" => Some(ALIKE),
        _ => (!ARAB_CODES.contains(&country)).then_some(TOLD_ALIKE),
    };
    insert(builder, arabic, &key, facts, Some(latin), alike);
}

/// Latin names of places; of two things with one Latin name the company is meant more often.
pub(crate) fn latin_places(builder: &mut Builder, own: &Path) -> Result<()> {
    for list in PLACES {
        for row in Table::read(&own.join(list))?.rows() {
            insert_latin(builder, row, Facts::default().with_kind(Location));
        }
    }
    Ok(())
}

/// Products, organisations, events, works.
pub(crate) fn things(builder: &mut Builder, words: &Vocabulary, own: &Path) -> Result<()> {
    let products = Table::read(&own.join("products.tsv"))?;
    let organisations = Table::read(&own.join("organisations.tsv"))?;
    let ambiguous: HashSet<String> = Table::read(&own.join("organisations_ambiguous.tsv"))?
        .rows()
        .map(|row| phrase_key(row.get("form")))
        .collect();
    let companies_first: HashSet<&str> =
        include_str!("../../data/companies_first.tsv").lines().collect();
    for row in products.rows().filter(|row| !companies_first.contains(row.get("latin"))) {
        let facts = product(builder, words, row);
        insert_row(builder, row, facts, true);
    }
    let names: HashSet<String> = [&organisations, &products]
        .into_iter()
        .flat_map(Table::rows)
        .flat_map(Row::arabic)
        .map(|(_, key)| key)
        .collect();
    for row in organisations.rows() {
        insert_organisation(builder, words, row, &names, &ambiguous);
    }
    for row in products.rows().filter(|row| companies_first.contains(row.get("latin"))) {
        let facts = product(builder, words, row);
        insert_row(builder, row, facts, true);
    }
    for row in Table::read(&own.join("events.tsv"))?.rows() {
        if !matches!(row.get("kind"), "agreement" | "award" | "crisis") {
            let word = row.arabic().any(|(_, key)| is_word(builder, words, &key));
            let facts = Facts::default().with_kind(Event);
            insert_row(builder, row, if word { facts.common() } else { facts }, true);
        }
    }
    for row in Table::read(&own.join("works.tsv"))?.rows() {
        insert_work(builder, row);
    }
    Ok(())
}

/// An organisation; a museum is a place, a festival an event.
fn insert_organisation(
    builder: &mut Builder,
    words: &Vocabulary,
    row: Row<'_>,
    names: &HashSet<String>,
    ambiguous: &HashSet<String>,
) {
    let alike = match row.get("relation") {
        _ if ARAB_CODES.contains(&row.get("country")) => None,
        "mixed" => None,
        "translit" => Some(TOLD_ALIKE),
        _ => Some(ALIKE),
    };
    let letters = row.get("relation") == "translit" && is_acronym(row.get("latin"));
    let usual = if row.get("kind") == "museum" { Location } else { Organisation };
    for (form, key) in row.arabic() {
        let (first, rest) = key.split_once(' ').unwrap_or((&key, ""));
        let foreign_party =
            PARTIES.contains(&first) && similarity(rest, row.get("latin")) > SAME_NAME;
        if (OUTSIDE.contains(&first) || foreign_party) && names.contains(rest) {
            continue;
        }
        let event = matches!(first, "مهرجان" | "معرض" | "كاس" | "بطوله");
        let facts = Facts::default().with_kind(if event { Event } else { usual });
        let facts = if letters { facts.by_sound() } else { facts };
        let facts = if row.get("kind") == "club" { facts.club() } else { facts };
        let facts = if is_word(builder, words, &key) { facts.common() } else { facts };
        let facts = if ambiguous.contains(&key) { doubtful(builder, &key, facts) } else { facts };
        insert(builder, form, &key, facts, Some(row.get("latin")), alike);
    }
    insert_latin(builder, row, Facts::default().with_kind(usual));
}

fn product(builder: &Builder, words: &Vocabulary, row: Row<'_>) -> Facts {
    let facts = Facts::default().with_kind(Product);
    let common = row.arabic().any(|(_, key)| is_word(builder, words, &key));
    if common { facts.common() } else { facts }
}

/// Whether a name of one word is also a common word, and not yet known as a name.
fn is_word(builder: &Builder, words: &Vocabulary, key: &str) -> bool {
    let named = builder.facts(key).is_some_and(|known| known.kind().is_some());
    !named && !key.contains(' ') && words.knows(key)
}

/// Whether the name is written by the names of its letters: إتش إس بي سي.
fn is_acronym(latin: &str) -> bool {
    latin.chars().count() <= 5 && latin.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// A title of common words is a title only where something says so.
fn insert_work(builder: &mut Builder, row: Row<'_>) {
    for (form, key) in row.arabic() {
        let facts = Facts::default().with_kind(Work);
        let strange = key.split(' ').any(|word| {
            !builder.facts(word).is_some_and(Facts::is_common) && row.get("relation") == "translit"
        });
        let facts = if strange { facts } else { doubtful(builder, &key, facts) };
        insert(builder, form, &key, facts, Some(row.get("latin")), Some(ALIKE));
    }
    for (form, key) in row.latin() {
        let facts = Facts::default().with_kind(Work);
        let facts = if key.contains(' ') { facts } else { doubtful(builder, &key, facts) };
        insert(builder, form, &key, facts, Some(row.get("latin")), None);
    }
}

/// Marks a name as ambiguous, unless the word has another meaning that is a surer name.
fn doubtful(builder: &Builder, key: &str, facts: Facts) -> Facts {
    let known = builder.facts(key).unwrap_or_default();
    if known.kind().is_some() && !known.is_ambiguous() { facts } else { facts.ambiguous() }
}

/// Full names and parts of names.
pub(crate) fn people(
    builder: &mut Builder,
    words: &Vocabulary,
    foreign: &ForeignNames,
    data: &Path,
) -> Result<()> {
    for row in foreign.people.iter().flat_map(Table::rows) {
        let is_foreign = is_foreign(row);
        insert_row(builder, row, Facts::default().with_kind(Person), is_foreign);
        for (_, key) in row.arabic() {
            insert_parts(builder, &key, is_foreign);
        }
    }
    let names = MuslimNames::read(&data.join("persons_units_wikidata.tsv"))?;
    arab_units(builder, words, &names);
    foreign_units(builder, &names, foreign);
    muslim_latin(builder, &names);
    for row in foreign.people() {
        insert_foreign_parts(builder, row, foreign);
    }
    Ok(())
}

/// Foreign given names and surnames that are not those of many Arabs. Latin letters that name something
/// else (Jordan) are left to it.
fn foreign_units(builder: &mut Builder, names: &MuslimNames, foreign: &ForeignNames) {
    for row in foreign.tables.iter().flat_map(Table::rows) {
        let facts = Facts::default().foreign();
        let facts = if row.get("kind") == "given" { facts.given() } else { facts.surname() };
        for (form, key) in row.arabic() {
            let latin = foreign.usual.get(&key).map_or(row.get("latin"), String::as_str);
            // Foreigners of such a name («سارة») have it beside others of their language; Muslims write it
            // in many ways.
            if names.is_arab(&key) {
                if !MUSLIM_LANGUAGES.contains(&row.get("origin")) {
                    builder.insert_person_part(&key, latin);
                }
            } else {
                insert(builder, form, &key, facts, Some(latin), Some(ALIKE));
                builder.insert_person_part(&key, latin);
            }
        }
        for (_, key) in row.latin() {
            if builder.facts(&key).is_none_or(|known| known.kind().is_none()) {
                builder.insert(&key, facts, None);
            }
        }
    }
}

/// Languages of lists whose speakers bear names of Arabs.
const MUSLIM_LANGUAGES: [&str; 14] =
    ["az", "bs", "fa", "ha", "hi", "id", "kk", "ms", "ps", "so", "sq", "tr", "ur", "uz"];

/// Foreign given names and surnames, in Arabic and Latin letters.
pub(crate) struct ForeignNames {
    tables: [Table; 2],
    /// Known people, not all of them foreign.
    people: [Table; 2],
    /// Rows of an Arabic name, a Latin one, and the sources that have the pair.
    pairs: Vec<Vec<String>>,
    /// The usual Latin name of each.
    usual: HashMap<String, String>,
}

impl ForeignNames {
    pub(crate) fn read(own: &Path, data: &Path) -> Result<Self> {
        let [first, second] = NAMES.map(|list| Table::read(&own.join(list)));
        let tables = [first?, second?];
        let [first, second] = PEOPLE.map(|list| Table::read(&own.join(list)));
        let people = [first?, second?];
        let pairs = read_rows(&data.join("../translit/open_train.tsv"))?;
        let mut names = Self { tables, people, pairs, usual: HashMap::new() };
        names.usual = names.usual_latin();
        Ok(names)
    }

    /// Known foreign people.
    fn people(&self) -> impl Iterator<Item = Row<'_>> {
        self.people.iter().flat_map(Table::rows).filter(|row| is_foreign(*row))
    }

    /// The Latin name by which each foreign name is mostly meant: the likeliest spelling, those going before
    /// others that known people bear, that a list was written for, or that more than one source has.
    fn usual_latin(&self) -> HashMap<String, String> {
        let parts: Vec<_> = self.people().flat_map(foreign_parts).collect();
        let mut bearers = HashMap::<(&str, &str), f32>::new();
        for (key, (_, latin)) in &parts {
            *bearers.entry((key, latin)).or_default() += 1.0;
        }
        let mut usual = HashMap::<String, (f32, String)>::new();
        let mut add = |form: &str, latin: &str, trust: f32| {
            let key = phrase_key(form);
            let cost = spelling_cost(form, latin).map_or(UNLIKELY, |cost| cost.min(UNLIKELY));
            let borne = bearers.get(&(key.as_str(), latin)).map_or(0.0, |people| people.ln());
            let cost = cost - trust - BORNE * borne;
            let known = usual.entry(key).or_insert_with(|| (f32::INFINITY, String::new()));
            if cost < known.0 {
                *known = (cost, latin.to_owned());
            }
        };
        for (table, trust) in self.tables.iter().zip([SURE, LISTED]) {
            for row in table.rows() {
                for (place, (form, _)) in row.arabic().enumerate() {
                    let trust = if place == 0 { trust } else { 1.0 };
                    add(form, row.get("latin"), trust);
                }
            }
        }
        for row in &self.pairs {
            if let [arabic, latin, sources, ..] = row.as_slice() {
                let trust = if sources.contains(',') { 1.0 } else { 0.0 };
                add(arabic, &capitalized(latin), trust);
            }
        }
        for (key, (form, latin)) in &parts {
            // A name of one person is less usual than any other.
            let people = bearers.get(&(key, latin)).copied().unwrap_or_default();
            add(form, latin, if people > 1.0 { LISTED } else { -UNLIKELY });
        }
        usual.into_iter().map(|(key, (_, latin))| (key, latin)).collect()
    }
}

/// Nats by which a spelling is likelier that a list was written for, and that the surer one was.
const LISTED: f32 = 2.0;
const SURE: f32 = 8.0;
/// Nats by which a spelling is likelier that e times as many known people bear.
const BORNE: f32 = 3.0;

fn is_foreign(row: Row<'_>) -> bool {
    !ARAB.contains(&row.get("country"))
}

/// Nats beyond which a spelling is as unlikely as one that cannot be.
const UNLIKELY: f32 = 18.0;

/// First and last word of a full name.
fn insert_parts(builder: &mut Builder, key: &str, foreign: bool) {
    let words: Vec<&str> = key.split(' ').collect();
    let [first, .., last] = words.as_slice() else { return };
    let plain = |builder: &Builder, word: &str| {
        let known = builder.facts(word).unwrap_or_default();
        word.chars().count() > 2 && known.class() == Class::None && !known.is_common()
    };
    let facts = if foreign { Facts::default() } else { Facts::default().arab() };
    if plain(builder, first) {
        builder.insert(first, facts.given(), None);
    }
    if plain(builder, last) {
        builder.insert(last, facts.surname(), None);
    }
}

/// The words of a foreign person's names that are written by the sound of a word of the Latin name, by key,
/// with that word.
fn foreign_parts(row: Row<'_>) -> BTreeMap<String, (&str, &str)> {
    let mut parts = BTreeMap::new();
    let latin: Vec<&str> = row.get("latin").split(' ').collect();
    for (form, _) in row.arabic() {
        let arabic: Vec<&str> = form.split(' ').collect();
        if arabic.len() != latin.len() || arabic.len() < 2 {
            continue;
        }
        for (&arabic, &latin) in arabic.iter().zip(&latin) {
            let key = phrase_key(arabic);
            let word = !key.contains(' ') && key.chars().count() > 2;
            if word && similarity(arabic, latin) > SAME_NAME {
                parts.entry(key).or_insert((arabic, latin));
            }
        }
    }
    parts
}

/// Adds the words of a foreign person's name that the lists of names do not have.
fn insert_foreign_parts(builder: &mut Builder, row: Row<'_>, foreign: &ForeignNames) {
    for (key, (_, latin)) in foreign_parts(row) {
        let known = builder.facts(&key).unwrap_or_default();
        let none = known.class() == Class::None && known.kind().is_none();
        if none && !known.is_common() && !known.is_arab() {
            let latin = foreign.usual.get(&key).map_or(latin, String::as_str);
            builder.insert(&key, Facts::default().foreign().by_sound(), Some(latin));
        }
    }
}

/// People that bear a given name or surname, and how they write it in Latin letters.
#[derive(Debug, Default)]
struct Bearers {
    given: u32,
    surname: u32,
    latin: BTreeMap<String, u32>,
}

impl Bearers {
    fn all(&self) -> u32 {
        self.given + self.surname
    }

    /// The Latin name of most of them.
    fn usual_latin(&self) -> Option<&str> {
        let most = self.latin.iter().max_by_key(|(latin, bearers)| (*bearers, Reverse(*latin)));
        most.map(|(latin, _)| latin.as_str())
    }
}

/// Given names and surnames of people of Arab states, and of Iran, Afghanistan and Pakistan.
struct MuslimNames {
    arab: BTreeMap<String, Bearers>,
    eastern: BTreeMap<String, Bearers>,
}

impl MuslimNames {
    fn read(path: &Path) -> Result<Self> {
        let mut names = Self { arab: BTreeMap::new(), eastern: BTreeMap::new() };
        for row in read_rows(path)? {
            let [name, latin, country, role, count, ..] = row.as_slice() else { continue };
            if name.chars().count() < 3 || !matches!(role.as_str(), "given" | "surname") {
                continue;
            }
            let eastern = matches!(country.as_str(), "IR" | "AF" | "PK");
            let names = if eastern { &mut names.eastern } else { &mut names.arab };
            let bearers = names.entry(phrase_key(name)).or_default();
            let count = count.parse().unwrap_or(0);
            *(if role == "given" { &mut bearers.given } else { &mut bearers.surname }) += count;
            *bearers.latin.entry(capitalized(&latin.to_lowercase())).or_default() += count;
        }
        Ok(names)
    }

    /// Whether so many Arabs bear the name that it says nothing of another language.
    fn is_arab(&self, key: &str) -> bool {
        self.arab.get(key).is_some_and(|bearers| bearers.all() >= 200)
    }
}

/// Arabic given names and surnames that several people bear.
fn arab_units(builder: &mut Builder, words: &Vocabulary, names: &MuslimNames) {
    for (key, bearers) in &names.arab {
        let (given, surname) = (bearers.given, bearers.surname);
        let known = builder.facts(key).unwrap_or_default();
        let enough = if known.is_common() { 8 } else { 2 };
        match known.class() {
            Class::None | Class::Particle => {}
            Class::Title if given >= 50 => {}
            _ => continue,
        }
        let mut facts = Facts::default();
        if given >= enough && given * 8 >= surname {
            facts = facts.given();
        }
        if surname >= enough && surname * 20 >= given {
            facts = facts.surname();
        }
        if facts != Facts::default() {
            let common = bearers.all() < 60 && words.knows(key);
            let facts = if common { facts.common() } else { facts };
            builder.insert(key, facts.arab(), None);
        }
    }
}

/// Latin forms of name parts of Muslims, for the names of foreigners that have such a part.
fn muslim_latin(builder: &mut Builder, names: &MuslimNames) {
    for (names, least) in [(&names.arab, 10), (&names.eastern, 4)] {
        for (key, bearers) in names.iter().filter(|(key, _)| !key.contains(' ')) {
            if let Some(latin) = bearers.usual_latin().filter(|_| bearers.all() >= least) {
                builder.insert_person_part(key, latin);
            }
        }
    }
}

/// Latin names of small places of GeoNames, known as foreign names and not as places.
pub(crate) fn small_places(builder: &mut Builder, words: &Vocabulary, data: &Path) -> Result<()> {
    for row in read_rows(&data.join("geonames_cities500_ar.tsv"))? {
        let [arabic, latin, country, ..] = row.as_slice() else { continue };
        let key = phrase_key(arabic);
        let plain = !key.contains(' ') && key.chars().count() > 3 && builder.facts(&key).is_none();
        if ARAB_CODES.contains(&country.as_str()) || !plain || words.knows(&key) {
            continue;
        }
        if similarity(arabic, latin) > SAME_NAME {
            let facts = Facts::default().foreign().by_sound();
            builder.insert(&key, facts, Some(latin));
        }
    }
    Ok(())
}

/// Foreign name parts of the pairs from which spelling was learned; returns those that are not
/// Arabic names.
pub(crate) fn foreign_names(
    builder: &mut Builder,
    words: &Vocabulary,
    foreign: &ForeignNames,
) -> Vec<String> {
    let mut names = Vec::new();
    for pair in &foreign.pairs {
        let [arabic, latin, ..] = pair.as_slice() else { continue };
        let key = phrase_key(arabic);
        let known = builder.facts(&key).unwrap_or_default();
        let arab = known.is_name_part() && !known.is_foreign();
        if arab || key.contains(' ') || similarity(arabic, latin) < SAME_NAME {
            continue;
        }
        let arab_place = known.kind() == Some(Location) && !known.is_by_sound();
        let plain = known.class() == Class::None && !known.is_common() && !words.knows(&key);
        if plain && !arab_place && key.chars().count() > 2 {
            let facts = Facts::default().foreign().by_sound();
            builder.insert(&key, facts, foreign.usual.get(&key).map(String::as_str));
        }
        names.push(key);
    }
    names
}

/// Each part of a name with a large first letter.
fn capitalized(name: &str) -> String {
    let mut inside = false;
    name.chars()
        .flat_map(|c| {
            let first = !inside && c.is_alphabetic();
            inside = c.is_alphabetic() || c == '\'' || is_combining_mark(c);
            if first { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }
        })
        .nfc()
        .collect()
}

fn insert_row(builder: &mut Builder, row: Row<'_>, facts: Facts, foreign: bool) {
    insert_arabic(builder, row, |_| facts, foreign);
    insert_latin(builder, row, facts);
}

fn insert_arabic(
    builder: &mut Builder,
    row: Row<'_>,
    facts: impl Fn(&str) -> Facts,
    foreign: bool,
) {
    for (form, key) in row.arabic() {
        let facts = facts(&key);
        let known = builder.facts(&key).unwrap_or_default();
        let one_word = !key.contains(' ');
        let common = one_word && (known.is_common() || known.class() != Class::None);
        let country = facts.is_country() || facts.may_be(Location);
        let facts = if common && !country { doubtful(builder, &key, facts) } else { facts };
        let alike = match row.get("relation") {
            // Its own name of a foreign place: لاهاي is The Hague.
            "exonym" => f32::NEG_INFINITY,
            "translit" => TOLD_ALIKE,
            _ => ALIKE,
        };
        insert(builder, form, &key, facts, Some(row.get("latin")), foreign.then_some(alike));
    }
}

fn insert_latin(builder: &mut Builder, row: Row<'_>, facts: Facts) {
    if facts.may_be(EntityKind::Person) {
        return;
    }
    for (form, key) in row.latin() {
        insert(builder, form, &key, facts, Some(row.get("latin")), None);
    }
}

fn insert(
    builder: &mut Builder,
    form: &str,
    key: &str,
    facts: Facts,
    latin: Option<&str>,
    alike: Option<f32>,
) {
    let latin = latin.filter(|latin| !latin.is_empty());
    let is_by_sound = latin.zip(alike).is_some_and(|(latin, alike)| {
        similarity(form, latin) > alike || said_part(form, latin).1 > SAME_NAME
    });
    let facts = if is_by_sound { facts.by_sound() } else { facts };
    builder.insert(key, facts, latin);
}

/// How much names of one thing must sound alike, of which one may be a translation of the other: less than
/// two names that are to be told the same.
const ALIKE: f32 = SAME_NAME / 3.0;

/// The same where none is, but one may be of another language: بروكسل is Brussels, إشبيلية Sevilla.
const TOLD_ALIKE: f32 = -0.5;

/// Heads that stay outside of a foreign name.
const PARTIES: [&str; 6] = ["حزب", "حركه", "منظمه", "جماعه", "تنظيم", "نقابه"];

/// Heads that stay outside of a name that is one without them.
const OUTSIDE: [&str; 14] = [
    "شركه",
    "مجموعه",
    "صحيفه",
    "جريده",
    "مجله",
    "قناه",
    "اذاعه",
    "منصه",
    "تطبيق",
    "موقع",
    "وكاله",
    "مؤشر",
    "خام",
    "نادي",
];

const ARAB: [&str; 22] = [
    "Algeria",
    "Bahrain",
    "Comoros",
    "Djibouti",
    "Egypt",
    "Iraq",
    "Islamic world",
    "Jordan",
    "Kuwait",
    "Lebanon",
    "Libya",
    "Mauritania",
    "Morocco",
    "Oman",
    "Palestine",
    "Qatar",
    "Saudi Arabia",
    "Sudan",
    "Syria",
    "Tunisia",
    "United Arab Emirates",
    "Yemen",
];

const ARAB_CODES: [&str; 22] = [
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS",
    "QA", "SA", "SD", "SY", "TN", "YE",
];

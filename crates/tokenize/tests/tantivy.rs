//! Our tokenizer in an index of tantivy: what is found, and what its snippets highlight.

use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, TantivyDocument, doc};
use warraq_tokenize::{SearchTokenizer, Stemmer};

/// What the snippets of the documents that `query` finds highlight, best document first.
fn highlights(tokenizer: SearchTokenizer, documents: &[&str], query: &str) -> Vec<Vec<String>> {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("warraq")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let mut schema = Schema::builder();
    let options = TextOptions::default().set_indexing_options(indexing) | STORED;
    let body = schema.add_text_field("body", options);
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("warraq", tokenizer);
    let mut writer = index.writer_with_num_threads(1, 15_000_000).expect("a writer");
    for document in documents {
        writer.add_document(doc!(body => *document)).expect("added");
    }
    writer.commit().expect("committed");

    let searcher = index.reader().expect("a reader").searcher();
    let query = QueryParser::for_index(&index, vec![body]).parse_query(query).expect("a query");
    let snippets = SnippetGenerator::create(&searcher, &*query, body).expect("a generator");
    let found = searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).expect("found");
    let highlight = |address| {
        let document: TantivyDocument = searcher.doc(address).expect("stored");
        let text = document.get_first(body).and_then(|value| value.as_str()).expect("text");
        let snippet = snippets.snippet(text);
        let ranges = snippet.highlighted().iter();
        ranges.map(|range| snippet.fragment()[range.clone()].to_owned()).collect()
    };
    found.into_iter().map(|(_, address)| highlight(address)).collect()
}

#[track_caller]
fn check(query: &str, document: &str, expected: &[&str]) {
    let found = highlights(SearchTokenizer::default(), &["وصل القطار.", document], query);
    assert_eq!(found, [expected], "{query}");
}

#[test]
fn marks_and_tatweel_are_highlighted_with_their_word() {
    check("طالبة", "سَأَلَتِ الطَّالِبَةُ عن الموعد.", &["الطَّالِبَةُ"]);
    check("الطَّالبة", "رأيت طالبـــةً واحدة.", &["طالبـــةً"]);
    check("مدرسة", "🙂 قرب \u{200F}المـدرسـة\u{200F}، ٥ دقائق", &["المـدرسـة"]);
}

#[test]
fn words_with_clitics_are_found_and_highlighted_whole() {
    check(
        "مكتبة",
        "زاروا مكتبتهم ثم عادوا إلى المكتبة وبالمكتبة مقهى.",
        &["مكتبتهم", "المكتبة", "وبالمكتبة"],
    );
    check("ومكتبتنا", "افتتحت مكتبةٌ في القرية", &["مكتبةٌ"]);
    check("كتاب", "قرأت كتابيهما ولكتابك غلاف", &["كتابيهما", "ولكتابك"]);
}

#[test]
fn phrases_span_marks_of_punctuation() {
    check("\"البحر الأحمر\"", "سبحنا في البَحْر «الأحْمَر» طويلاً.", &["البَحْر", "الأحْمَر"]);
}

#[test]
fn folded_letters_and_digits() {
    check("احمد", "قال أحمد إنه عام ١٩٩٨", &["أحمد"]);
    check("1998", "قال أحمد إنه عام ١٩٩٨", &["١٩٩٨"]);
}

#[test]
fn without_stems_and_clitics_only_the_word_itself_is_found() {
    let tokenizer = SearchTokenizer::new(None, false);
    let documents = ["في مكتبتهم كتب", "في مَكْتَبةٍ كتب"];
    assert_eq!(highlights(tokenizer, &documents, "مكتبة"), [["مَكْتَبةٍ"]]);
    let light = SearchTokenizer::new(Some(Stemmer::Light10), false);
    assert_eq!(highlights(light, &documents, "المكتبة"), [["مَكْتَبةٍ"]]);
}

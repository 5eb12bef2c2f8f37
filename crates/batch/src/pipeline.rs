//! Texts in memory through all stages.

use std::str::FromStr;

use rayon::prelude::*;
use warraq_quantities::Day;
use warraq_text::OffsetUnit;

use crate::analysis::Analysis;
use crate::analyzer::{Analyzer, Stages};
use crate::decode::Encoding;
use crate::document::Document;
use crate::error::Error;
use crate::options::RunOptions;
use crate::record::Record;

/// Texts that [`Pipeline::process_iter`] takes at a time.
const ITER_BATCH: usize = 256;

/// The stages with options, built once, for texts that the program holds itself. For files see
/// [`Run`](crate::Run).
///
/// ```
/// use warraq_batch::Pipeline;
///
/// let pipeline = Pipeline::builder().stages("quantities".parse()?).build()?;
/// let processed = pipeline.process("بنحو 2.5 مليون ريال سعودي");
/// assert_eq!(processed.analysis().quantities[0].to_string(), "money about 2500000 SAR");
/// assert!(processed.to_json().contains(r#""currency":"SAR""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Pipeline {
    options: RunOptions,
    analyzer: Analyzer,
}

/// Collects the options of a [`Pipeline`].
#[derive(Debug, Default, Clone)]
pub struct PipelineBuilder {
    options: RunOptions,
}

impl PipelineBuilder {
    /// Takes all options, for example from a configuration file.
    #[must_use]
    pub fn options(self, options: RunOptions) -> Self {
        Self { options }
    }

    /// Chooses what is computed; by default everything.
    #[must_use]
    pub fn stages(mut self, stages: Stages) -> Self {
        self.options.stages = stages;
        self
    }

    /// Chooses the unit of offsets; by default code points.
    #[must_use]
    pub fn offsets(mut self, offsets: OffsetUnit) -> Self {
        self.options.offsets = offsets;
        self
    }

    /// Leaves the text out of records.
    #[must_use]
    pub fn no_text(mut self) -> Self {
        self.options.no_text = true;
        self
    }

    /// Tells the day of writing, from which relative dates are told.
    #[must_use]
    pub fn reference(mut self, day: Day) -> Self {
        self.options.reference = Some(day);
        self
    }

    /// Names the column of record batches that holds the text.
    #[must_use]
    pub fn text_field(mut self, name: &str) -> Self {
        name.clone_into(&mut self.options.text_field);
        self
    }

    /// Names the column of record batches that names the document.
    #[must_use]
    pub fn id_field(mut self, name: &str) -> Self {
        name.clone_into(&mut self.options.id_field);
        self
    }

    /// Builds the stages.
    ///
    /// # Errors
    /// If options contradict each other, or the file of names cannot be read.
    pub fn build(self) -> Result<Pipeline, Error> {
        let options = self.options;
        options.check()?;
        let analyzer = options.analyzer(options.stages)?;
        Ok(Pipeline { options, analyzer })
    }
}

/// A text and what was found in it.
#[derive(Debug)]
pub struct Processed {
    text: String,
    encoding: Encoding,
    analysis: Analysis,
    layout: crate::record::Layout,
}

impl Processed {
    /// The text that was analyzed: the one that was given, unless the options say that it is HTML or
    /// is to be repaired.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was found in it; its spans are byte offsets into the view.
    #[must_use]
    pub fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// The record as one line of JSON, with an empty id.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_json_as("")
    }

    /// The record as one line of JSON, with this id.
    #[must_use]
    pub fn to_json_as(&self, id: &str) -> String {
        let document = Document { encoding: self.encoding, ..Document::new(id, &self.text) };
        let record = Record::new(&document, &self.analysis, self.layout);
        serde_json::to_string(&record).expect("strings and numbers are JSON")
    }
}

impl Pipeline {
    /// Begins to collect options.
    #[must_use]
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::default()
    }

    /// The options it was built with.
    #[must_use]
    pub fn options(&self) -> &RunOptions {
        &self.options
    }

    /// What is found in `text`. HTML that cannot be laid out is taken for text.
    ///
    /// ```
    /// let builder: warraq_batch::PipelineBuilder = "html = true".parse()?;
    /// let pipeline = builder.build()?;
    /// let processed = pipeline.process("<p>دفع <b>5</b> دولارات</p>");
    /// assert_eq!(processed.text().trim(), "دفع 5 دولارات");
    /// # Ok::<(), warraq_batch::Error>(())
    /// ```
    ///
    /// # Panics
    /// If `text` is 1 GiB or longer.
    #[must_use]
    pub fn process(&self, text: &str) -> Processed {
        let Document { text, encoding, .. } = self.document("", text);
        let analysis = self.analyzer.analyze(&text);
        let layout = self.options.layout();
        Processed { text: text.into_owned(), encoding, analysis, layout }
    }

    fn document<'t>(&self, id: &'t str, text: &'t str) -> Document<'t> {
        let mut document = Document::new(id, text);
        // What goes wrong leaves the text as it was.
        let _ = document.prepare(&self.options);
        document
    }

    /// What is found in each of `texts`, in their order, on all cores (rayon's pool).
    ///
    /// ```
    /// # let pipeline = warraq_batch::Pipeline::builder().build()?;
    /// let found = pipeline.process_batch(&["زار بوب إيغر القاهرة", "دفع 5 دولارات"]);
    /// assert_eq!(found[0].analysis().entities.len(), 2);
    /// assert_eq!(found[1].analysis().quantities.len(), 1);
    /// # Ok::<(), warraq_batch::Error>(())
    /// ```
    ///
    /// # Panics
    /// If a text is 1 GiB or longer.
    #[must_use]
    pub fn process_batch<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Processed> {
        texts.par_iter().map(|text| self.process(text.as_ref())).collect()
    }

    /// What is found in each of `texts`, in their order, for as many as there are: some hundred are
    /// taken at a time and analyzed on all cores.
    ///
    /// ```
    /// # let pipeline = warraq_batch::Pipeline::builder().build()?;
    /// let lines = (1..=1000).map(|n| format!("اشترى {n} كتاب"));
    /// let quantities = pipeline.process_iter(lines).map(|found| found.analysis().quantities.len());
    /// assert_eq!(quantities.sum::<usize>(), 1000);
    /// # Ok::<(), warraq_batch::Error>(())
    /// ```
    ///
    /// # Panics
    /// If a text is 1 GiB or longer.
    pub fn process_iter<T: AsRef<str> + Sync>(
        &self,
        texts: impl IntoIterator<Item = T>,
    ) -> impl Iterator<Item = Processed> {
        let mut texts = texts.into_iter();
        std::iter::from_fn(move || {
            let batch: Vec<T> = texts.by_ref().take(ITER_BATCH).collect();
            (!batch.is_empty()).then(|| self.process_batch(&batch))
        })
        .flatten()
    }
}

impl FromStr for PipelineBuilder {
    type Err = Error;

    /// Reads the options of a configuration file.
    fn from_str(toml: &str) -> Result<Self, Error> {
        Ok(Self { options: RunOptions::from_toml(toml)? })
    }
}

#[cfg(feature = "arrow")]
mod record_batch {
    use std::sync::Arc;

    use arrow_array::cast::AsArray;
    use arrow_array::{Array, ArrayRef, RecordBatch};
    use arrow_schema::{ArrowError, DataType, Schema};
    use rayon::prelude::*;

    use super::Pipeline;
    use crate::document::Document;
    use crate::output::Columns;
    use crate::record::Record;

    impl Pipeline {
        /// The records of the texts in a column of `batch`, one a row, with the columns of records
        /// and after them the other columns of `batch` as they are. Column names are those of the
        /// options: `text`, and for names of documents `id`, if there is one. A missing text is an
        /// empty one.
        ///
        /// ```
        /// use std::sync::Arc;
        /// use arrow_array::{Array, RecordBatch, StringArray, cast::AsArray};
        ///
        /// let texts = StringArray::from(vec!["دفع 5 دولارات", "لا شيء"]);
        /// let batch = RecordBatch::try_from_iter([("text", Arc::new(texts) as _)])?;
        /// let pipeline = warraq_batch::Pipeline::builder().build()?;
        /// let records = pipeline.process_record_batch(&batch)?;
        /// let quantities = records.column_by_name("quantities").ok_or("no quantities")?;
        /// assert_eq!(quantities.as_list::<i32>().value_length(0), 1);
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        ///
        /// # Errors
        /// If there is no column for the text or it holds no strings, or another column has the name
        /// of one of records.
        ///
        /// # Panics
        /// If a text is 1 GiB or longer.
        pub fn process_record_batch(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
            let options = &self.options;
            let texts = self.strings(batch, &options.text_field)?.ok_or_else(|| {
                ArrowError::SchemaError(format!("no column {:?}", options.text_field))
            })?;
            let ids = self.strings(batch, &options.id_field)?.unwrap_or_default();
            let rows: Vec<_> = texts
                .par_iter()
                .map(|text| {
                    let document = self.document("", text.unwrap_or_default());
                    let analysis = self.analyzer.analyze(&document.text);
                    (document, analysis)
                })
                .collect();
            let mut columns = Columns::default();
            for (row, (document, analysis)) in rows.into_iter().enumerate() {
                let id = ids.get(row).copied().flatten();
                let id = id.map_or_else(|| row.to_string().into(), Into::into);
                let document = Document { id, ..document };
                columns.add(Record::new(&document, &analysis, options.layout()));
            }
            self.with_other_columns(columns.finish(options.layout())?, batch)
        }

        fn with_other_columns(
            &self,
            records: RecordBatch,
            batch: &RecordBatch,
        ) -> Result<RecordBatch, ArrowError> {
            let schema = batch.schema();
            let known = [&self.options.text_field, &self.options.id_field];
            let others = schema.fields().iter().zip(batch.columns());
            let others = others.filter(|(field, _)| !known.contains(&field.name()));
            let (mut fields, mut arrays): (Vec<_>, Vec<ArrayRef>) =
                (records.schema().fields().to_vec(), records.columns().to_vec());
            for (field, array) in others {
                if records.column_by_name(field.name()).is_some() {
                    let reason = format!("two columns {:?}", field.name());
                    return Err(ArrowError::SchemaError(reason));
                }
                fields.push(Arc::clone(field));
                arrays.push(Arc::clone(array));
            }
            RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
        }

        fn strings<'b>(
            &self,
            batch: &'b RecordBatch,
            name: &str,
        ) -> Result<Option<Vec<Option<&'b str>>>, ArrowError> {
            let Some(column) = batch.column_by_name(name) else { return Ok(None) };
            match column.data_type() {
                DataType::Utf8 => Ok(Some(column.as_string::<i32>().iter().collect())),
                DataType::LargeUtf8 => Ok(Some(column.as_string::<i64>().iter().collect())),
                DataType::Utf8View => Ok(Some(column.as_string_view().iter().collect())),
                other => {
                    let reason = format!("column {name:?} holds {other}, not strings");
                    Err(ArrowError::SchemaError(reason))
                }
            }
        }
    }
}

//! The model of the index as people read it: dimensions and indicators with their titles and goalposts.

use crate::catalog::Library;
use crate::catalog::score::{self, Bilingual, Kind};
use crate::domain::language::Language;

/// One dimension of the index.
pub struct Dimension {
    pub id: String,
    pub title: Bilingual,
    pub weight: f64,
    pub indicators: Vec<Indicator>,
}

/// One indicator with its goalposts.
pub struct Indicator {
    pub id: String,
    pub title: Bilingual,
    /// 0 and 100 points.
    pub floor: f64,
    pub target: f64,
    /// A mean on its own scale, not a share.
    pub is_mean: bool,
}

/// The title in the reader's language.
pub fn in_language(title: &Bilingual, language: Language) -> &str {
    match language {
        Language::Az => &title.az,
        Language::En => &title.en,
    }
}

/// Reads the model once, at start.
///
/// A library whose model is wrong still serves pages: `queries check` and the score job say what is wrong with it.
pub fn read(library: &Library) -> Vec<Dimension> {
    let read = || {
        let model = score::model(library)?;
        let queries = score::queries(library, &model)?;
        let title = |id: &str| queries.iter().find(|query| query.id == id).map(|query| query.title.clone());
        let dimension = |dimension: &score::Dimension| Dimension {
            id: dimension.id.clone(),
            title: dimension.title.clone(),
            weight: dimension.weight,
            indicators: dimension
                .indicators
                .iter()
                .map(|indicator| Indicator {
                    id: indicator.id.clone(),
                    title: title(&indicator.id)
                        .unwrap_or_else(|| Bilingual { az: indicator.id.clone(), en: indicator.id.clone() }),
                    floor: indicator.floor,
                    target: indicator.target,
                    is_mean: indicator.kind == Kind::Mean,
                })
                .collect(),
        };
        Ok::<_, crate::error::Error>(model.dimensions.iter().map(dimension).collect())
    };
    read().unwrap_or_else(|error| {
        tracing::warn!(chain = error.report(), "the model of the index cannot be shown");
        Vec::new()
    })
}

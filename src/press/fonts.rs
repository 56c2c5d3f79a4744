//! The fonts of the repository, parsed once in a process; system fonts are never looked at.

use std::sync::{Arc, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use super::templates::Templates;
use crate::error::{Error, Result};

/// The parsed fonts and Typst's index of them.
pub struct Fonts {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

static BUILT_IN: OnceLock<Arc<Fonts>> = OnceLock::new();

impl Fonts {
    /// Parses `fonts/*.ttf`; the built-in ones only the first time.
    pub fn load(templates: &Templates) -> Result<Arc<Fonts>> {
        if templates.is_built_in()
            && let Some(fonts) = BUILT_IN.get()
        {
            return Ok(fonts.clone());
        }
        let mut fonts = Vec::new();
        for path in templates.list("fonts", ".ttf")? {
            if let Some(bytes) = templates.read(&path)? {
                let before = fonts.len();
                fonts.extend(Font::iter(Bytes::new(bytes)));
                if fonts.len() == before {
                    return Err(Error::failed(format!("reading font `{path}`"))
                        .hint("the file is not a TrueType font; replace it or remove it"));
                }
            }
        }
        let fonts = Arc::new(Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts });
        if templates.is_built_in() { Ok(BUILT_IN.get_or_init(|| fonts).clone()) } else { Ok(fonts) }
    }

    /// Whether some font has a glyph for this letter.
    pub fn can_print(&self, letter: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}

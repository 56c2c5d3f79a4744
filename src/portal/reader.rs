//! What one viewer may read: a session whose views show that viewer's rows and no others.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::answer::PageError;
use super::scope::Viewer;
use super::state::Portal;
use super::voice::Voice;
use crate::error::{Error, Result};
use crate::store::{Session, Value};

/// Every read function of the portal takes one; there is no other way to the rows.
pub struct Reader {
    portal: Portal,
    viewer: Viewer,
    /// `None` only while it is being given back.
    session: Option<Session>,
    /// Names of the variables set, to be forgotten before another viewer gets the session.
    variables: RefCell<BTreeSet<String>>,
}

impl Reader {
    pub fn open(portal: &Portal, viewer: &Viewer) -> Result<Self> {
        let session = portal.take_session()?;
        viewer.scope.bind(&session)?;
        let variables = RefCell::new(["scope_kind", "scope_root"].map(str::to_owned).into());
        Ok(Reader { portal: portal.clone(), viewer: viewer.clone(), session: Some(session), variables })
    }

    pub fn portal(&self) -> &Portal {
        &self.portal
    }

    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// How things are said to this viewer.
    pub fn voice(&self) -> Voice {
        Voice::new(self.viewer.language, self.portal.reference.zone)
    }

    fn session(&self) -> Result<&Session> {
        self.session.as_ref().ok_or_else(|| Error::failed("reading after the session was given back"))
    }

    /// Sets a parameter of the queries that follow.
    pub fn set(&self, name: &str, value: impl Into<Value>) -> Result<&Self> {
        self.variables.borrow_mut().insert(name.to_owned());
        self.session()?.set(name, value)?;
        Ok(self)
    }

    pub fn rows<T: DeserializeOwned>(&self, sql: &str) -> Result<Vec<T>> {
        self.session()?.rows(sql)
    }

    pub fn row<T: DeserializeOwned>(&self, sql: &str) -> Result<Option<T>> {
        self.session()?.row(sql)
    }

    pub fn each<T: DeserializeOwned>(&self, sql: &str, work: impl FnMut(T) -> Result<()>) -> Result<()> {
        self.session()?.each(sql, work)
    }

    /// The unit, if the viewer may see it; to others it does not exist.
    pub fn unit(&self, code: &str) -> Result<&crate::domain::unit::Unit> {
        let reference = &self.portal.reference;
        reference
            .units
            .get(code)
            .filter(|_| self.viewer.sees(code, reference))
            .ok_or_else(|| Error::not_found(format!("there is no unit `{code}` to see")))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            self.portal.give_back(session, self.variables.borrow().iter().map(String::as_str));
        }
    }
}

impl Portal {
    /// Loads something for a viewer on a blocking thread.
    pub async fn read<T: Send + 'static>(
        &self,
        viewer: &Viewer,
        work: impl FnOnce(&Reader) -> Result<T> + Send + 'static,
    ) -> Result<T, PageError> {
        let viewer = viewer.clone();
        Ok(self.blocking(move |portal| work(&Reader::open(portal, &viewer)?)).await?)
    }
}

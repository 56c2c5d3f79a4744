//! `[portal]`: where the portal listens and how long a session lives.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PortalSection {
    /// Address and port, default `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// The address people use, when a proxy stands before the portal.
    pub public_url: Option<String>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    /// Absolute life of a session in hours, default 10.
    pub session_hours: u32,
}

impl Default for PortalSection {
    fn default() -> Self {
        PortalSection {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            tls_cert: None,
            tls_key: None,
            session_hours: 10,
        }
    }
}

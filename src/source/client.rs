//! Builds the HTTP client of one source: its certificates, its time-outs, no redirects, no proxy.

use std::path::Path;
use std::sync::Once;

use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};
use reqwest::{Certificate, Client, ClientBuilder, Identity, redirect};

use super::settings::HttpSettings;
use crate::error::{Doing, Error, Result};

pub fn build(source: &str, settings: &HttpSettings) -> Result<Client> {
    builder(settings)?.build().doing(|| format!("preparing to pull source `{source}`"))
}

/// The client of a test: the same, but bodies stay as they were sent.
pub fn build_for_test(settings: &HttpSettings) -> Result<Client> {
    let builder = builder(settings)?.no_gzip().no_zstd();
    builder.build().doing(|| format!("preparing to test the feed at `{}`", settings.url))
}

fn builder(settings: &HttpSettings) -> Result<ClientBuilder> {
    install_crypto();
    let mut builder = Client::builder()
        .user_agent(concat!("qebul/", env!("CARGO_PKG_VERSION")))
        // A redirect would carry the token to a host that nobody configured.
        .redirect(redirect::Policy::none())
        .no_proxy()
        .timeout(settings.timeout)
        .connect_timeout(settings.timeout.min(std::time::Duration::from_secs(10)));
    if let Some(path) = &settings.ca_file {
        let certificates = Certificate::from_pem_bundle(&read(path, "ca_file")?)
            .map_err(|error| not_pem(path, "ca_file").because(error))?;
        builder = builder.tls_certs_only(certificates);
    } else if settings.url.starts_with("http://") {
        // Without TLS the machine's certificates are not needed, and a machine without any is no obstacle.
        builder = builder.tls_certs_only([]);
    }
    if is_same_machine(&settings.url) {
        // Compression pays on a line, not within one machine; what comes compressed all the same is read.
        let plain = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]);
        builder = builder.default_headers(plain);
    }
    if let Some(path) = &settings.client_cert {
        let identity = Identity::from_pem(&read(path, "client_cert")?)
            .map_err(|error| not_pem(path, "client_cert").because(error))?;
        builder = builder.identity(identity);
    }
    Ok(builder)
}

fn is_same_machine(url: &str) -> bool {
    let host = reqwest::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.is_some_and(|host| {
        let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

/// Makes ring the process's cryptography, once; another part of the program may have done so.
fn install_crypto() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

fn read(path: &Path, key: &str) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| {
        Error::usage(format!("reading `{key}` `{}`", path.display()))
            .because(error)
            .hint(format!("correct `{key}` of the source, or let this process read the file"))
    })
}

fn not_pem(path: &Path, key: &str) -> Error {
    Error::usage(format!("reading `{key}` `{}`", path.display())).hint(match key {
        "ca_file" => "the file must hold certificates in PEM form",
        _ => "the file must hold the certificate chain and the unencrypted private key, both in PEM form",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_machine_is_known_by_its_address() {
        for url in ["http://127.0.0.1:8090/DSMF", "https://localhost", "http://[::1]:80"] {
            assert!(is_same_machine(url), "{url}");
        }
        for url in ["http://10.0.0.7", "https://127.example", "nonsense"] {
            assert!(!is_same_machine(url), "{url}");
        }
    }

    #[test]
    fn certificate_files_are_read_or_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        let settings = HttpSettings { ca_file: Some(path.clone()), ..HttpSettings::new("https://127.0.0.1") };
        assert!(build("X", &settings).unwrap_err().to_string().starts_with("reading `ca_file`"));
        std::fs::write(&path, "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n").unwrap();
        assert!(build("X", &settings).is_err());
        assert!(build("X", &HttpSettings::new("http://127.0.0.1")).is_ok());
    }
}

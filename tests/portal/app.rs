//! The router in process with a person in front of it.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use qebul::catalog::Library;
use qebul::clock::Clock;
use qebul::domain::language::Language;
use qebul::domain::reference::Reference;
use qebul::domain::user::Role;
use qebul::portal::accounts::{self, Actor, NewUser};
use qebul::portal::{PortalState, Settings};
use qebul::store::Store;
use tower::ServiceExt;

use super::seed;

pub const HOST: &str = "qebul.test";
pub const ORIGIN: &str = "http://qebul.test";

pub struct TestApp {
    pub store: Store,
    pub clock: Clock,
    pub reference: Arc<Reference>,
    router: Router,
    runtime: tokio::runtime::Runtime,
    _reports: tempfile::TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The value of a hidden field of the page.
    pub fn field(&self, name: &str) -> String {
        let text = self.text();
        let start = format!("name=\"{name}\" value=\"");
        let rest = text.split_once(&start).unwrap_or_else(|| panic!("no field `{name}` in {text}")).1;
        rest.split('"').next().unwrap().to_owned()
    }

    /// The value of a cookie that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.headers.get_all(header::SET_COOKIE).iter();
        cookies
            .filter_map(|cookie| cookie.to_str().ok()?.split(';').next()?.split_once('='))
            .find_map(|(key, value)| (key == name).then(|| value.to_owned()))
    }
}

/// A browser of one person: its cookies.
#[derive(Clone, Default)]
pub struct Browser {
    pub cookies: String,
    pub csrf: String,
}

impl TestApp {
    pub fn new() -> Self {
        TestApp::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Self {
        // The chain of a failed page's error, shown when the test fails.
        let _ = tracing_subscriber::fmt().with_max_level(tracing::Level::ERROR).with_test_writer().try_init();
        let reference = Arc::new(Reference::builtin());
        let store = Store::in_memory(&reference).unwrap();
        let reports = tempfile::tempdir().unwrap();
        seed::fill(&store, reports.path());
        TestApp::on(store, reference, Arc::new(Library::load(None).unwrap()), reports, settings)
    }

    /// The portal over what an environment holds, with its queries.
    pub fn over(environment: &qebul::jobs::Environment) -> Self {
        let reports = tempfile::tempdir().unwrap();
        let (store, reference) = (environment.store.clone(), environment.reference.clone());
        TestApp::on(store, reference, environment.library.clone(), reports, Settings::default())
    }

    fn on(
        store: Store,
        reference: Arc<Reference>,
        library: Arc<Library>,
        reports: tempfile::TempDir,
        settings: Settings,
    ) -> Self {
        let clock = Clock::manual(seed::now());
        let router = qebul::portal::router(PortalState {
            store: store.clone(),
            reference: reference.clone(),
            library,
            clock: clock.clone(),
            settings: Settings { base: reports.path().to_owned(), ..settings },
            jobs: None,
        });
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        TestApp { store, clock, reference, router, runtime, _reports: reports }
    }

    pub fn ask(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
            Answer { status: parts.status, headers: parts.headers, body }
        })
    }

    pub fn get(&self, path: &str, browser: &Browser) -> Answer {
        self.get_with(path, browser, &[])
    }

    pub fn get_with(&self, path: &str, browser: &Browser, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path).header(header::HOST, HOST).header(header::COOKIE, &browser.cookies);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::empty()).unwrap())
    }

    /// Posts a form from this site.
    pub fn post(&self, path: &str, browser: &Browser, form: &str) -> Answer {
        self.post_from(Some(ORIGIN), path, browser, form)
    }

    pub fn post_from(&self, origin: Option<&str>, path: &str, browser: &Browser, form: &str) -> Answer {
        let mut request = Request::post(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, &browser.cookies)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
    }

    /// Creates a user and returns the one-time password.
    pub fn user(&self, login: &str, role: Role, unit: &str) -> String {
        let new = NewUser { login: login.into(), role, unit: unit.into(), email: None, language: Language::Az };
        accounts::create_user(&self.store, &self.reference, &Actor::command_line(self.clock.now()), &new).unwrap()
    }

    pub fn try_login(&self, login: &str, password: &str) -> Answer {
        let page = self.get("/login", &Browser::default());
        let token = page.field("token");
        let browser =
            Browser { cookies: format!("qebul-form={}", page.cookie("qebul-form").unwrap()), csrf: String::new() };
        self.post("/login", &browser, &format!("login={login}&password={password}&token={token}&next=%2F"))
    }

    /// A person with a password of their own, logged in.
    pub fn enter(&self, login: &str, role: Role, unit: &str) -> Browser {
        let once = self.user(login, role, unit);
        let answer = self.try_login(login, &once);
        let mut browser = self.browser(&answer.cookie("qebul").expect("the one-time password opens a session"));
        let form =
            format!("csrf={}&old={once}&new=dörd adi söz kifayətdir&again=dörd adi söz kifayətdir", browser.csrf);
        let answer = self.post("/password", &browser, &form.replace(' ', "+"));
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        browser = self.browser(&answer.cookie("qebul").unwrap());
        browser
    }

    /// The browser that holds a session's token.
    pub fn browser(&self, token: &str) -> Browser {
        let mut browser = Browser { cookies: format!("qebul={token}"), csrf: String::new() };
        browser.csrf = self.get("/password", &browser).field("csrf");
        browser
    }
}

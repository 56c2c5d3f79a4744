//! The contract's OpenAPI document against what is really served: the simulator's answers, and the document itself.

mod schema;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use qebul::clock::Clock;
use qebul::domain::contract::{OPENAPI, schema_name};
use qebul::domain::period::Period;
use qebul::domain::records::Entity;
use qebul::domain::reference::Reference;
use qebul::simulator::{Ministry, Misbehaviour, Serving, Settings, router_with};
use schema::Document;
use serde_json::{Value, json};
use tower::ServiceExt;

const NOW: &str = "2026-08-20T06:00:00Z";

struct Simulated {
    ministry: Arc<Ministry>,
    serving: Serving,
    router: Router,
    document: Document,
}

impl Simulated {
    fn new() -> Simulated {
        let month = |text: &str| text.parse::<Period>().unwrap();
        let settings = Settings::new(3, 0.01, month("2026-06"), month("2026-08"), NOW.parse().unwrap());
        let ministry = Arc::new(Ministry::generate(settings, &Reference::builtin()).unwrap());
        let serving = Serving { clock: Clock::manual(NOW.parse().unwrap()), ..Serving::default() };
        let router = router_with(ministry.clone(), serving.clone());
        Simulated { ministry, serving, router, document: Document::read() }
    }

    async fn ask(&self, path: &str, accept: &str, token: &str) -> (u16, HeaderMap, String) {
        let request = Request::get(path).header(header::ACCEPT, accept);
        let request = request.header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty()).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status.as_u16(), parts.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn json(&self, source: &str, rest: &str) -> Value {
        let token = self.ministry.token(source);
        let (status, _, text) = self.ask(&format!("/{source}/v1/{rest}"), "application/json", &token).await;
        assert_eq!(status, 200, "{source} {rest}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    fn right(&self, schema: &Value, value: &Value, what: &str) {
        let faults = self.document.faults(schema, value);
        assert!(faults.is_empty(), "{what}:\n{}", faults[..faults.len().min(5)].join("\n"));
    }

    /// The schema of what an operation answers, by status.
    fn operation(&self, path: &str, status: &str) -> &Value {
        &self.document.0["paths"][path]["get"]["responses"][status]
    }
}

#[tokio::test]
async fn every_item_of_the_simulator_is_as_the_document_says() {
    let simulated = Simulated::new();
    let mut seen = 0;
    for source in Reference::builtin().units.sources() {
        let meta = simulated.json(source, "meta").await;
        simulated.right(simulated.document.schema("Meta"), &meta, source);
        for entity in Entity::ALL {
            let schema = simulated.document.schema(&format!("{}Page", schema_name(entity)));
            let mut cursor = String::new();
            loop {
                let page = simulated.json(source, &format!("{entity}?limit=500&cursor={cursor}")).await;
                simulated.right(schema, &page, &format!("{source} {entity}"));
                seen += page["items"].as_array().unwrap().len();
                let Some(next) = page["next_cursor"].as_str() else { break };
                cursor = next.to_owned();
            }
        }
    }
    assert!(seen > 5_000, "{seen} items were looked at");
}

#[tokio::test]
async fn lines_are_as_the_document_says() {
    let simulated = Simulated::new();
    for entity in Entity::ALL {
        let answer = simulated.operation(&format!("/v1/{entity}"), "200");
        let schema = &answer["content"]["application/x-ndjson"]["x-line-schema"];
        let path = format!("/DSMF/v1/{entity}?limit=50");
        let (_, headers, text) = simulated.ask(&path, "application/x-ndjson", &simulated.ministry.token("DSMF")).await;
        assert_eq!(headers[header::CONTENT_TYPE], "application/x-ndjson");
        assert!(text.lines().count() > 1 && text.lines().last().unwrap().contains("next_cursor"));
        for line in text.lines() {
            simulated.right(schema, &serde_json::from_str(line).unwrap(), &format!("{entity}: {line}"));
        }
    }
}

#[tokio::test]
async fn every_refusal_is_as_the_document_says() {
    let simulated = Simulated::new();
    let token = simulated.ministry.token("DSMF");
    let cursor = simulated.json("DSMF", "receptions?limit=10").await["next_cursor"].as_str().unwrap().to_owned();
    let later = "2026-08-20T07:00:01Z".parse().unwrap();
    let busy = |times| Some(Misbehaviour::TooManyRequests { times, retry_after: 7 });
    let down = |times| Some(Misbehaviour::Unavailable { times, retry_after: 7 });
    let cases: [(u16, String, &str, Option<Misbehaviour>); 6] = [
        (400, "receptions?updated_since=2026-01-01T00:00:00+04:00".into(), &token, None),
        (400, "receptions?limit=5001".into(), &token, None),
        (401, "receptions".into(), "wrong", None),
        (429, "receptions".into(), &token, busy(1)),
        (503, "receptions".into(), &token, down(1)),
        (410, format!("receptions?cursor={cursor}"), &token, None),
    ];
    for (status, rest, token, mood) in cases {
        simulated.serving.misbehaviours.set("DSMF", mood);
        if status == 410 {
            simulated.serving.clock.set(later);
        }
        let (got, headers, text) = simulated.ask(&format!("/DSMF/v1/{rest}"), "application/json", token).await;
        assert_eq!(got, status, "{rest}: {text}");
        let said = simulated.operation("/v1/receptions", &status.to_string());
        let name = said["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        let response = &simulated.document.0["components"]["responses"][name];
        let schema = &response["content"]["application/json"]["schema"];
        simulated.right(schema, &serde_json::from_str(&text).unwrap(), &rest);
        for (header, said) in response["headers"].as_object().into_iter().flatten() {
            let value = headers.get(header).and_then(|value| value.to_str().ok());
            assert!(value.is_some() || said["required"] == json!(false), "{status} lacks {header}");
        }
    }
}

#[tokio::test]
async fn the_document_is_served_to_everybody() {
    let simulated = Simulated::new();
    for path in ["/v1/openapi.json", "/DSMF/v1/openapi.json"] {
        let (status, _, text) = simulated.ask(path, "*/*", "none").await;
        assert_eq!((status, text.as_str()), (200, OPENAPI), "{path}");
    }
}

/// The examples fit, and the schemas refuse what they should: else the tests above would prove nothing.
#[test]
fn the_schemas_tell_right_from_wrong() {
    let document = Document::read();
    for (name, schema) in document.0["components"]["schemas"].as_object().unwrap() {
        for example in schema["examples"].as_array().into_iter().flatten() {
            let faults = document.faults(schema, example);
            assert!(faults.is_empty(), "{name}: {faults:?}");
            for field in schema["required"].as_array().into_iter().flatten() {
                let mut without = example.clone();
                without.as_object_mut().unwrap().remove(field.as_str().unwrap());
                assert!(!document.faults(schema, &without).is_empty(), "{name} without {field} is taken");
            }
            for field in example.as_object().unwrap().keys() {
                let mut wrong = example.clone();
                wrong[field] = json!([[]]);
                assert!(!document.faults(schema, &wrong).is_empty(), "{name}.{field} of the wrong type is taken");
            }
        }
    }
    let page = |item: Value| json!({"items": [item], "next_cursor": null});
    let reception = document.schema("Reception")["examples"][0].clone();
    let schema = document.schema("ReceptionPage");
    assert!(document.faults(schema, &page(reception.clone())).is_empty());
    for (field, value) in [
        ("mode", json!("fax")),
        ("fin", json!("5AB12CI")),
        ("rating", json!(6)),
        ("registered_at", json!("2026-09-01T10:40:00")),
        ("referred_on", json!("01.09.2026")),
        ("deleted", json!("yes")),
        ("id", json!("")),
    ] {
        let mut wrong = reception.clone();
        wrong[field] = value;
        assert_eq!(document.faults(schema, &page(wrong)).len(), 1, "{field}");
    }
    let mut twice = page(reception);
    twice.as_object_mut().unwrap().remove("next_cursor");
    assert_eq!(document.faults(schema, &twice).len(), 1);
}

#!/usr/bin/env bash
# The whole line as its user runs it: demo, every command on what it leaves, the portal in a browser.
# Output (PDF pages, screenshots) stays in $QEBUL_TEST_OUTPUT, default a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
qebul="${CARGO_TARGET_DIR:-$HOME/.cache/qebul-target}/release/qebul"
out="${QEBUL_TEST_OUTPUT:-$(mktemp -d)}"
mkdir -p "$out"
demo="$out/demo"
passed=0
failed=0
ok() { passed=$((passed + 1)); echo "ok   $1"; }
bad() { failed=$((failed + 1)); echo "FAIL $1"; }
try() { local what=$1; shift; if "$@" >"$out/last.log" 2>&1; then ok "$what"; else bad "$what"; tail -20 "$out/last.log"; fi; }

# `tests/run` has just built it.
[ -n "${QEBUL_IS_BUILT:-}" ] || cargo build --release --locked --quiet

try "demo --once ends with reports" "$qebul" demo --dir "$demo" --scale 0.01 --months 2 --once
reports=$(ls "$demo"/reports/*.pdf 2>/dev/null | wc -l)
[ "$reports" -eq 2 ] && ok "two monthly reports are on disk" || bad "two monthly reports are on disk ($reports)"
for pdf in "$demo"/reports/*.pdf; do
    try "qpdf finds $(basename "$pdf") whole" qpdf --check "$pdf"
    pdfinfo "$pdf" >"$out/info.txt"
    grep -q "Tagged: *yes" "$out/info.txt" && ok "$(basename "$pdf") is tagged" || bad "$(basename "$pdf") is tagged"
    pdfdetach -list "$pdf" | grep -q "dataset.json" && ok "the dataset is attached" || bad "the dataset is attached"
    fonts=$(pdffonts "$pdf" | tail -n +3 | awk '{print $(NF-4)}' | sort -u)
    [ "$fonts" = "yes" ] && ok "every font is embedded" || bad "every font is embedded ($fonts)"
done

month=$(basename "$(ls "$demo"/reports/*.pdf | tail -1)" | sed -E 's/monthly-([0-9-]{7})-.*/\1/')
config=(--config "$demo/qebul.toml")
try "check prints its JSON" bash -c "'$qebul' check --period $month --format json ${config[*]} | python3 -c 'import json,sys; d=json.load(sys.stdin); assert d[\"period\"]==\"$month\" and d[\"results\"] and d[\"violations\"]'"
try "score prints its JSON" bash -c "'$qebul' score --period $month --format json ${config[*]} | python3 -c 'import json,sys; d=json.load(sys.stdin); assert d[\"model\"] and len(d[\"units\"])>100'"
"$qebul" report --kind monthly --period "$month" --out "$out/a" "${config[@]}" >"$out/a.txt"
"$qebul" report --kind monthly --period "$month" --out "$out/b" "${config[@]}" >"$out/b.txt"
cmp -s "$out"/a/*.pdf "$out"/b/*.pdf && ok "the same snapshot gives the same bytes" || bad "the same snapshot gives the same bytes"
try "the English report is typeset" "$qebul" report --kind monthly --period "$month" --lang en --out "$out/en" "${config[@]}"
code=0; "$qebul" pull "${config[@]}" >"$out/pull.txt" 2>&1 || code=$?
[ "$code" -eq 3 ] && ok "a pull with the feeds gone ends with 3" || bad "a pull with the feeds gone ends with 3 ($code)"

# No planted identity is left anywhere.
try "no citizen's number is in the database's texts" bash -c "! strings -n 7 '$demo/qebul.duckdb' | grep -E '\"fin\"'"

# The portal, as a browser sees it.
port=$((20000 + RANDOM % 20000))
sed -i -E "s/^listen = .*/listen = \"127.0.0.1:$port\"/" "$demo/qebul.toml"
password=$("$qebul" user reset monitorinq "${config[@]}" | sed 's/.*: //')
"$qebul" serve "${config[@]}" >"$out/serve.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 100); do curl -fs "http://127.0.0.1:$port/healthz" >/dev/null 2>&1 && break; sleep 0.1; done
try "the portal is healthy" curl -fs "http://127.0.0.1:$port/healthz"
try "a command runs through the socket" "$qebul" jobs "${config[@]}"
if [ -f "$root/tests/portal/browser.py" ]; then
    try "a person logs in and reads" python3 "$root/tests/portal/browser.py" "http://127.0.0.1:$port" monitorinq "$password" "$out"
fi
kill "$server"; wait "$server" 2>/dev/null || true
[ ! -e "$demo/qebul.duckdb.sock" ] && ok "the socket is gone after the shutdown" || bad "the socket is gone after the shutdown"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

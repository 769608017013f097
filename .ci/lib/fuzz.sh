#!/usr/bin/env bash
# Feeds damaged and invented input to what reads files and merges maps, watched for what of the code it reaches.
#
# Usage: fuzz.sh SECONDS [PROGRAM]
#
# Builds `fuzz/` with the stable compiler and libFuzzer (a C++ compiler is needed), runs every target for so many seconds,
# and prints how many inputs each has tried. With PROGRAM, pictures, decks and tables that it exports are among the first of
# them. What was found to be of interest is kept in the target folder for the next run; what fails is kept beside it.
# FUZZ_TARGETS names fewer targets.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=$1
program=${2:+$(realpath "$2")}
triple=$(rustc -vV | sed -n 's/^host: //p')
build=$(realpath -m "${CARGO_TARGET_DIR:-target}")/fuzz
kept="$build/kept"
read -ra targets <<<"${FUZZ_TARGETS:-$(sed -n 's/^path = "targets\/\(.*\)\.rs"$/\1/p' fuzz/Cargo.toml | tr '\n' ' ')}"

# What cargo-fuzz has the compiler do, without the sanitizers, which would need another compiler: the program has no unsafe code
# for them to look at.
flags=(-Cpasses=sancov-module --cfg=fuzzing)
for pass in level=4 inline-8bit-counters pc-table trace-compares; do
    flags+=("-Cllvm-args=-sanitizer-coverage-$pass")
done
# A target is named, so that the flags are not for what runs while building.
CARGO_TARGET_DIR="$build" RUSTFLAGS="${flags[*]}" \
    cargo build --quiet --locked --release --manifest-path fuzz/Cargo.toml --target "$triple" "${targets[@]/#/--bin=}"

# --- What is tried first ------------------------------------------------------------------------------------------------------

seeds=$(mktemp -d)
trap 'rm -rf "$seeds"' EXIT
mkdir "$seeds"/{load,list,carrier}
cp samples/*.json src/file/tests/*.json src/merge/tests/*.json "$seeds/load"
printf 'Title;Votes;Investment;Started\nFirst;3;1,5;2012-05\n"Second; quoted";=1+1;2.500,00;31.12.2020\n' >"$seeds/list/list.csv"
if [[ -n $program ]]; then
    "$program" export samples/bank-after.json "$seeds/list/table.xlsx"
    "$program" export samples/bank-after.json "$seeds/list/table.csv"
    for ending in svg pdf pptx; do
        "$program" export src/file/tests/full.headway.json "$seeds/carrier/map.$ending" --embed-map
    done
    "$program" export src/file/tests/full.headway.json "$seeds/carrier/map.png" --embed-map --dpi 10
fi

# The words of the format, as libFuzzer wants them.
grep -oh '"[a-z_]*"' src/file/tests/full.headway.json | sort -u | sed 's/"//g; s/.*/"\\"&\\""/' >"$seeds/words"

# --- The runs -----------------------------------------------------------------------------------------------------------------

# longest TARGET: how large an input may be.
longest() { case $1 in load) echo 65536 ;; carrier) echo 131072 ;; list) echo 32768 ;; journal) echo 4096 ;; *) echo 1024 ;; esac; }

failed=0 total=0
for target in "${targets[@]}"; do
    mkdir -p "$kept/$target" "$build/failed/$target"
    first=()
    [[ ! -d $seeds/$target ]] || first=("$seeds/$target")
    code=0
    "$build/$triple/release/$target" "$kept/$target" "${first[@]}" -max_total_time="$seconds" -max_len="$(longest "$target")" \
        -dict="$seeds/words" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$build/failed/$target/" \
        >"$seeds/log" 2>&1 || code=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$seeds/log")
    places=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$seeds/log" | tail -n 1)
    total=$((total + ${runs:-0}))
    printf '%-8s %10d executions, %6d places of the code reached\n' "$target" "${runs:-0}" "${places:-0}"
    if ((code != 0)); then
        failed=1
        grep -vE '^#[0-9]|^INFO|^NEW_FUNC' "$seeds/log" | tail -n 40
    fi
done
printf '%-8s %10d executions\n' together "$total"
exit "$failed"

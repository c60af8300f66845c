#!/usr/bin/env bash
# The mapper of a Hadoop Streaming job: records come in on standard input, payloads go out on standard output.
#
#   mapper.sh --to DIALECT [OPTION of crosswalk convert]...
#
# Side files go to the output folder of this attempt; Hadoop moves what is there to the output of the job if it takes
# the attempt, and throws it away if not. HADOOP names the program that copies them there (default: hadoop).
set -euo pipefail

code=0
./crosswalk convert "$@" --input jsonl --jobs 1 -q \
  --losses losses.jsonl --residue residue.jsonl --reject rejected.jsonl --stats=json 2>stats.json || code=$?
if [ "$code" -gt 1 ]; then
  cat stats.json >&2
  exit "$code"
fi
# Exit code 1 means refused records, which are set aside: for Hadoop that is no failure.

side=$mapreduce_task_output_dir/side/$(printf 'part-%05d' "$mapreduce_task_partition")
"${HADOOP:-hadoop}" fs -mkdir -p "$side"
"${HADOOP:-hadoop}" fs -put losses.jsonl residue.jsonl rejected.jsonl* stats.json "$side"

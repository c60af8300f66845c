extension ReportPage {
  /// The digest of ``style``, which the page's policy names; a test says when it is another.
  static let styleHash = "sha256-Tb3oMA8TkZSkXTpfvJ2HBBH3h2A2rxAP7LUHti9VUSo="

  /// How pages look: in light and dark, on paper and on a phone.
  ///
  /// Texts have a contrast of at least 4.5 with what they stand on, in every one of them.
  static let style: StaticString = """

    :root {
      --paper: #ffffff; --panel: #f6f8fa; --ink: #1b1f24; --muted: #57606a; --line: #d4dae1; --track: #e4e8ed;
      --link: #0b5cad; --content: #b3261e; --record: #8a5a00; --form: #356aa6; --fine: #1a7033;
      --plain: #5f6b78;
      --content-bar: #cf4037; --record-bar: #c9850f; --form-bar: #4a86cc; --fine-bar: #2e8f4e; --plain-bar: #8291a1;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #0f1419; --panel: #182028; --ink: #e4eaf0; --muted: #9fabb8; --line: #2f3a45; --track: #2a343e;
        --link: #7cb8ff; --content: #ff8a80; --record: #e5b54c; --form: #82b4f5; --fine: #5fcf80;
        --plain: #a0acb9;
        --content-bar: #f2685c; --record-bar: #dba03a; --form-bar: #6aa1e8; --fine-bar: #43b565; --plain-bar: #7d8b9a;
      }
    }
    @media print {
      :root {
        --paper: #ffffff; --panel: #ffffff; --ink: #000000; --muted: #4a4f55; --line: #b4bac1; --track: #e4e8ed;
        --link: #000000; --content: #b3261e; --record: #8a5a00; --form: #356aa6; --fine: #1a7033;
        --plain: #5f6b78;
        --content-bar: #cf4037; --record-bar: #c9850f; --form-bar: #4a86cc; --fine-bar: #2e8f4e; --plain-bar: #8291a1;
      }
    }
    * { box-sizing: border-box; }
    html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; max-width: 68rem; padding: 2rem 1.5rem 3rem;
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
      overflow-wrap: anywhere;
    }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .6rem; letter-spacing: -.01em; }
    h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 1rem; }
    h3 { font-size: .95rem; margin: 1.5rem 0 .5rem; }
    p { margin: 0 0 .6rem; }
    a { color: var(--link); }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    code, .number { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
    code { font-size: .875em; unicode-bidi: isolate; }
    .muted { color: var(--muted); }
    .command {
      font: 600 .8rem/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
      color: var(--muted); margin: 0 0 .4rem;
    }
    .lead { font-size: 1.1rem; color: var(--muted); max-width: 46rem; }
    nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1rem; font-size: .925rem; }
    section { margin-top: 2rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
    footer { margin-top: 2.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line);
      color: var(--muted); font-size: .875rem; }

    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .75rem; margin: 0 0 1.75rem; }
    .card { background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; }
    .card dt { font-size: .8125rem; color: var(--muted); }
    .card dd { margin: 0; }
    .card .value { font-size: 1.6rem; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
    .card .note { font-size: .8125rem; color: var(--muted); }

    figure { margin: 0 0 1.75rem; }
    figcaption { font-size: .875rem; font-weight: 600; margin-bottom: .4rem; }
    svg { display: block; width: 100%; }
    .stack { height: 1.1rem; border-radius: .3rem; background: var(--panel); }
    .bar { height: .4rem; border-radius: .2rem; background: var(--track); margin-top: .35rem; }
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; list-style: none; padding: 0; margin: .5rem 0 0; font-size: .875rem; }
    .legend li::before { content: ""; display: inline-block; width: .7em; height: .7em; border-radius: .15em; margin-right: .45em; background: currentColor; }
    .legend span { color: var(--ink); }
    .content { color: var(--content); fill: var(--content-bar); }
    .record { color: var(--record); fill: var(--record-bar); }
    .form { color: var(--form); fill: var(--form-bar); }
    .fine { color: var(--fine); fill: var(--fine-bar); }
    .plain { color: var(--plain); fill: var(--plain-bar); }
    .legend .content { color: var(--content-bar); }
    .legend .record { color: var(--record-bar); }
    .legend .form { color: var(--form-bar); }
    .legend .fine { color: var(--fine-bar); }
    .legend .plain { color: var(--plain-bar); }

    table { border-collapse: collapse; width: 100%; font-size: .925rem; }
    caption { text-align: left; font-size: .875rem; color: var(--muted); padding-bottom: .5rem; }
    th { text-align: left; font-size: .8125rem; font-weight: 600; color: var(--muted); padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
    td { vertical-align: top; padding: .75rem .75rem .75rem 0; border-bottom: 1px solid var(--line); }
    th:last-child, td:last-child { padding-right: 0; }
    th.count, td.count { text-align: right; width: 8.5rem; }
    td.count { font-variant-numeric: tabular-nums; }
    tr[hidden] { display: none; }
    tbody tr:last-child td { border-bottom: 0; }
    .dense td { padding-top: .35rem; padding-bottom: .35rem; }
    .dense th.count, .dense td.count { width: 16rem; }
    .dense .bar { display: inline-block; vertical-align: middle; width: 10rem; margin: 0 0 0 .75rem; }
    .code { font-weight: 650; margin: 0 .35rem .15rem 0; }
    .badge { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; font-size: .75rem; line-height: 1.35rem; font-weight: 600; white-space: nowrap; margin-right: .35rem; }
    .field { display: block; color: var(--muted); }
    td p { margin: .25rem 0 0; }
    .example { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; margin: .6rem 0 0; padding: .55rem .75rem; background: var(--panel); border-radius: .4rem; font-size: .875rem; }
    .example dt { color: var(--muted); }
    .example dd { margin: 0; min-width: 0; }
    .example code { display: block; }
    .example .place { color: var(--muted); }

    details { margin-top: .5rem; font-size: .875rem; }
    summary { cursor: pointer; color: var(--link); width: fit-content; }
    details > :not(summary) { margin-left: .95rem; }
    details ul { padding-left: 1.1rem; margin: .4rem 0 .4rem .95rem; }

    .filter { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.1rem; margin-bottom: .75rem; font-size: .925rem; }
    .filter[hidden] { display: none; }
    .filter input[type=search] { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--plain); border-radius: .4rem; padding: .35rem .6rem; width: 20rem; max-width: 100%; }
    .filter label { display: inline-flex; align-items: center; gap: .4rem; }
    .filter .search { flex: 0 1 auto; }
    .filter input[type=checkbox] { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--link); }
    .filter output { color: var(--muted); margin-left: auto; }

    @media (max-width: 40rem) {
      body { padding: 1.25rem 1rem 2rem; }
      h1 { font-size: 1.5rem; }
      .lead { font-size: 1rem; }
      .cards { grid-template-columns: 1fr 1fr; gap: .5rem; }
      .card { padding: .6rem .75rem; }
      .card .value { font-size: 1.3rem; }
      th.count, td.count { width: 3.5rem; }
      .dense th.count, .dense td.count { width: 6.5rem; }
      .dense .bar { width: 3rem; margin-left: .5rem; }
      .example { grid-template-columns: 1fr; gap: 0; }
      .example dd { margin-bottom: .3rem; }
      .filter input[type=search], .filter .search { width: 100%; }
      .filter .search { flex: 1 0 100%; flex-direction: column; align-items: stretch; gap: .2rem; }
      .filter output { margin-left: 0; }
    }
    @media print {
      body { max-width: none; padding: 0; font-size: 10.5pt; }
      nav, .filter { display: none; }
      h2, h3, figcaption, caption, thead { break-after: avoid; }
      .dense tr, .example, .card, figure { break-inside: avoid; }
      svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      summary { color: var(--ink); list-style: none; font-weight: 600; }
    }

    """
}

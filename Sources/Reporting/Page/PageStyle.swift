/// The page's style sheet: light and dark by the reader's setting, and fit for paper.
enum PageStyle {
    static let sheet = HTML.raw(
        """
        <style>
        :root { --paper: #f6f7f9; --card: #fff; --ink: #1c2430; --quiet: #5f6b7a; --line: #dfe3e8;
          --good: #17734b; --fair: #8a5a00; --bad: #b3261e; --accent: #1f5fbf;
          --good-soft: #e3f4ec; --fair-soft: #fdf0d8; --bad-soft: #fce8e6; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181e; --card: #1d232b; --ink: #e6eaf0; --quiet: #9aa6b4; --line: #333c47;
            --good: #6fd6a3; --fair: #f0b95a; --bad: #ff8a80; --accent: #8ab4f8;
            --good-soft: #173427; --fair-soft: #3a2c10; --bad-soft: #43201d; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 3rem; background: var(--paper);
          color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        h1 { margin: .2rem 0 .5rem; font-size: 1.7rem; line-height: 1.25; letter-spacing: -.01em; }
        .prospect { font-size: 1.1rem; font-weight: 600; }
        h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
        h3 { margin: 1rem 0 .3rem; font-size: .95rem; }
        p { margin: .3rem 0; }
        a { color: var(--accent); }
        code, pre { font: .88em/1.5 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace; }
        code { overflow-wrap: anywhere; } td code { white-space: nowrap; }
        pre { margin: .4rem 0; padding: .6rem .8rem; background: var(--paper); border: 1px solid var(--line);
          border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        section, .alert { margin: 1rem 0; padding: 1rem 1.25rem; background: var(--card);
          border: 1px solid var(--line); border-radius: .6rem; }
        .about, .lead, .quiet, footer { color: var(--quiet); }
        .about { font-size: .9rem; }
        .badge { margin-left: .4rem; padding: .1rem .6rem; border-radius: 1rem; font-weight: 600; font-size: .8rem; }
        .badge.good { background: var(--good-soft); } .badge.fair { background: var(--fair-soft); }
        .badge.bad, .alert { background: var(--bad-soft); }
        .alert { border-color: var(--bad); font-weight: 600; } .alert pre, .alert .quiet { font-weight: 400; }
        .cards { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.25rem 0; }
        .card { flex: 1 1 7rem; padding: .7rem 1rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .6rem; }
        .card strong { display: block; font-size: 1.45rem; font-variant-numeric: tabular-nums; line-height: 1.3; }
        .card span { color: var(--quiet); font-size: .85rem; }
        .good { color: var(--good); } .fair { color: var(--fair); } .bad { color: var(--bad); }
        .none { color: var(--quiet); }
        .wide { overflow-x: auto; } section > div + .wide { margin-top: .6rem; }
        table { width: 100%; border-collapse: collapse; font-size: .93rem; }
        th { color: var(--quiet); font-weight: 600; font-size: .82rem; white-space: nowrap; }
        th, td { padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left;
          vertical-align: top; overflow-wrap: break-word; }
        th:last-child, td:last-child { padding-right: 0; }
        tr:last-child td { border-bottom: 0; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; padding-right: 1.2rem; }
        .total td { font-weight: 700; border-top: 2px solid var(--line); }
        .sample { min-width: 15rem; overflow-wrap: anywhere; } .sample + .sample { margin-top: .2rem; }
        .sum { font-size: .75rem; overflow-wrap: anywhere; }
        .exact { white-space: pre-wrap; }
        del { color: var(--bad); } ins { color: var(--good); text-decoration: none; }
        ol, ul { margin: .3rem 0; padding-left: 1.3rem; }
        footer { margin-top: 2rem; font-size: .85rem; }
        @media print {
          body { max-width: none; padding: 0; background: #fff; font-size: 11px; }
          section, .card, .alert { break-inside: avoid-page; } .wide { overflow: visible; }
          tr { break-inside: avoid; } thead { display: table-header-group; } }
        </style>
        """)
}

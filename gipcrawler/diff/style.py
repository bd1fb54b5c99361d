"""How the HTML of a change looks: light and dark, wide and narrow, and on A4; every rule stays within `.gip-change`."""

CHANGE_CSS = """
.gip-page{margin:0;background:#fff;color:#1b1f24}
.gip-page main{max-width:88rem;margin:0 auto;padding:1rem 1.25rem 3rem;
font:1rem/1.7 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
.gip-page h1{font-size:1.15rem;font-weight:600;margin:.25rem 0 .75rem}
.gip-change{--line:#d0d7de;--faint:#f6f8fa;--dim:#5d6570;--old:#8c1d18;--old-bg:#ffe3e0;--new:#0b5a29;
--new-bg:#d8f5e0;--went:#5a3e00;--went-bg:#fff3cf;--state-bg:#eef1f5;--link:#0a53a8}
.gip-change a{color:var(--link)}
.gip-change h2{font-size:1.1rem;line-height:1.4;margin:1.75rem 0 .5rem}
.gip-change h3{font-size:1rem;line-height:1.5;margin:1.25rem 0 .4rem}
.gip-change p{margin:.4rem 0}
.gip-change>input{margin:0 .35rem 0 0;vertical-align:-.1em;accent-color:var(--link)}
.gip-change>label{margin-right:1.1rem;cursor:pointer;font-size:.9rem}
.gip-note{color:var(--dim);font-size:.85rem;font-weight:400}
.gip-pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-top:.75rem}
.gip-side{border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;min-width:0}
.gip-side h2{margin:0 0 .4rem}
.gip-mark{display:inline-block;font-size:.8rem;line-height:1.5;padding:0 .45em;border-radius:.3em;
background:var(--old-bg);color:var(--old);vertical-align:.1em}
.gip-side+.gip-side .gip-mark{background:var(--new-bg);color:var(--new)}
.gip-side dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .9rem;margin:0;font-size:.88rem}
.gip-side dt{color:var(--dim)}
.gip-side dd{margin:0;overflow-wrap:anywhere}
.gip-side .gip-differs{font-weight:600}
.gip-source{font-size:.82rem;overflow-wrap:anywhere}
.gip-verdict{margin:1.2rem 0 .8rem}
.gip-grid td,.gip-grid th[scope=col]{min-width:3.4em}
.gip-kind{display:inline-block;padding:.05rem .6rem;border-radius:1rem;background:var(--went-bg);color:var(--went)}
.gip-kind.gip-same,.gip-kind.gip-cosmetic{background:var(--state-bg);color:inherit}
.gip-kind.gip-figures,.gip-kind.gip-structure{background:var(--old-bg);color:var(--old)}
.gip-weight{font-variant-numeric:tabular-nums}
.gip-contents ol{margin:.25rem 0;padding:0;list-style:none;columns:2;font-size:.9rem}
.gip-row{display:grid;grid-template-columns:1fr 1fr;gap:1.25rem;padding:.35rem 0;border-top:1px solid var(--line)}
.gip-left,.gip-right{white-space:pre-line;overflow-wrap:anywhere;min-width:0}
.gip-left>.gip-note,.gip-right>.gip-note,.gip-other>.gip-note{display:block}
.gip-void{background:var(--faint);border-radius:.3rem}
.gip-change del{color:var(--old);background:var(--old-bg);text-decoration:line-through;text-decoration-thickness:1px}
.gip-change ins{color:var(--new);background:var(--new-bg);text-decoration:underline;text-underline-offset:.18em;
text-decoration-thickness:1px}
.gip-change del a,.gip-change ins a{color:inherit}
.gip-change .gip-wandered{background:var(--went-bg);color:var(--went)}
.gip-change .gip-boilerplate{color:var(--dim)}
.gip-change del.gip-boilerplate,.gip-change ins.gip-boilerplate,.gip-change del.gip-cosmetic,
.gip-change ins.gip-cosmetic{background:none;color:var(--dim)}
.gip-change ins.gip-cosmetic{text-decoration-style:dotted}
.gip-skip{color:var(--dim);font-size:.85rem;text-align:center;border-top:1px solid var(--line);padding:.2rem 0;
display:none}
.gip-scroll{overflow-x:auto}
.gip-grid{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.4;font-variant-numeric:tabular-nums}
.gip-grid th,.gip-grid td{border:1px solid var(--line);padding:.25rem .4rem;text-align:center}
.gip-grid th{font-weight:500;background:var(--faint)}
.gip-grid th[scope=row]{text-align:left;min-width:7em}
.gip-group{max-width:6em}
.gip-grid td.gip-changed{background:var(--went-bg)}
.gip-grid td.gip-state{background:var(--state-bg)}
.gip-grid td.gip-alone{color:var(--dim)}
.gip-grid td.gip-changed del,.gip-grid td.gip-changed ins,.gip-grid td.gip-state del,.gip-grid td.gip-state ins{
display:inline-block;padding:0 .2em;border-radius:.2em}
.gip-grid ins{font-weight:600}
.gip-delta{display:block;font-size:.78rem;white-space:nowrap}
.gip-label,.gip-path{display:none}
.gip-incomparable{color:var(--dim);font-size:.85rem}
.gip-legend{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none;margin:2rem 0 0;padding:.6rem 0 0;
border-top:1px solid var(--line);font-size:.82rem}
.gip-other{display:none}
.gip-choose-unified:checked~.gip-content .gip-row{grid-template-columns:1fr}
.gip-choose-unified:checked~.gip-content .gip-right{display:none}
.gip-choose-unified:checked~.gip-content .gip-other{display:inline}
.gip-choose-unified:checked~.gip-content .gip-void{background:none}
.gip-choose-brief:checked~.gip-content .gip-same:not(.gip-kind):not(.gip-table),
.gip-choose-brief:checked~.gip-content .gip-table.gip-quiet .gip-scroll{display:none}
.gip-choose-brief:checked~.gip-content .gip-skip{display:block}
@media (max-width:44rem){
.gip-page main{padding:.75rem .75rem 2rem}
.gip-pair,.gip-row{grid-template-columns:1fr}
.gip-row{gap:.4rem}
.gip-contents ol{columns:1}
.gip-void{display:none}
.gip-choose-unified:checked~.gip-content .gip-void{display:block}
.gip-grid,.gip-grid tbody,.gip-grid tr,.gip-grid td{display:block}
.gip-grid thead,.gip-grid .gip-heads,.gip-grid .gip-group{display:none}
.gip-grid th[scope=row]{display:block;margin-top:.5rem}
.gip-grid td{display:flex;flex-wrap:wrap;gap:0 .6em;align-items:baseline;justify-content:flex-end;border-top:0}
.gip-label{display:inline;flex:1 1 8em;text-align:left;color:var(--dim)}
.gip-path{display:inline;color:var(--dim)}
.gip-delta{display:inline}
.gip-choose-brief:checked~.gip-content tr.gip-quiet,
.gip-choose-brief:checked~.gip-content tr.gip-changed td:not(.gip-changed):not(.gip-state){display:none}
}
@media (prefers-color-scheme:dark){
.gip-page{background:#14181d;color:#e3e7ec}
.gip-change{--line:#3a424c;--faint:#1d232a;--dim:#a3adb8;--old:#ffb4ab;--old-bg:#4a1f1c;--new:#9be8b4;--new-bg:#123d23;
--went:#f5d98a;--went-bg:#40340f;--state-bg:#2a313a;--link:#8ab8ff}
}
@media print{
@page{size:A4;margin:14mm 12mm}
.gip-page{background:#fff;color:#000}
.gip-change{--line:#999;--faint:#f6f8fa;--dim:#555;--old:#8c1d18;--old-bg:#fff;--new:#0b5a29;--new-bg:#fff;--went:#3d2a00;
--went-bg:#fff8e0;--state-bg:#f2f2f2;--link:#000}
.gip-page main{max-width:none;padding:0;font-size:9.5pt;line-height:1.5}
.gip-change>input,.gip-change>label{display:none}
.gip-contents a{text-decoration:none}
.gip-change h2,.gip-change h3,.gip-table>p,.gip-skip{break-after:avoid}
.gip-side,.gip-row,.gip-grid tr{break-inside:avoid}
.gip-scroll{overflow:visible}
.gip-grid{break-inside:avoid}
.gip-grid{font-size:7.5pt}
.gip-grid th,.gip-grid td{padding:.12rem .2rem}
.gip-grid th[scope=row]{min-width:5em}
.gip-delta{font-size:6.5pt}
}
"""

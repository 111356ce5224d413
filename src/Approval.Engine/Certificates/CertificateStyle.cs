namespace Approval.Engine.Certificates;

/// <summary>How the printed page looks: an official form, black on white, days off shaded so that they show on a copy too.</summary>
internal static class CertificateStyle
{
    public const string Css = """
        @page { size: A4; margin: 16mm 16mm 18mm; @bottom-center { content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font-size: 9pt; } }
        * { box-sizing: border-box; }
        html { font: 10.5pt/1.5 "Songti SC", SimSun, "Noto Serif CJK SC", "Noto Serif SC", serif; color: #000; background: #fff; }
        body { margin: 0; }
        main { max-width: 178mm; margin: 0 auto; }
        header { text-align: center; }
        .office { margin: 0; font-size: 13pt; letter-spacing: .05em; }
        h1 { margin: 1mm 0 0; font: bold 22pt/1.3 "Heiti SC", SimHei, "Noto Sans CJK SC", sans-serif; letter-spacing: .35em; text-indent: .35em; }
        .clock { margin: 0 0 3mm; font-size: 12pt; }
        h2 { margin: 4mm 0 1.5mm; font: bold 11.5pt/1.4 "Heiti SC", SimHei, "Noto Sans CJK SC", sans-serif; break-after: avoid; }
        table { width: 100%; border-collapse: collapse; }
        th, td { border: .5pt solid #000; padding: 1mm 1.8mm; text-align: left; vertical-align: middle; }
        .head { border: 1.2pt solid #000; }
        .head th { width: 20mm; text-align: center; font-weight: normal; background: #f3f3f3; white-space: nowrap; }
        .head td { overflow-wrap: anywhere; }
        .due { margin: 4mm 0 0; padding: 2.5mm 4mm; border: 1.2pt solid #000; text-align: center; break-inside: avoid; }
        .due p { margin: 0; }
        .due .label { font-size: 11pt; }
        .due .date { font: bold 21pt/1.4 "Heiti SC", SimHei, "Noto Sans CJK SC", sans-serif; }
        .due .note { font-size: 10pt; }
        .due .warning { margin-top: 2mm; padding-top: 2mm; border-top: .5pt dashed #000; text-align: left; font-size: 10pt; }
        .days, .ledger { font-size: 9pt; line-height: 1.3; border: 1.2pt solid #000; font-variant-numeric: tabular-nums; }
        .days thead, .ledger thead { display: table-header-group; }
        .days th, .ledger th { background: #f3f3f3; text-align: center; font-weight: normal; white-space: nowrap; }
        .days td { padding: .45mm 1.5mm; white-space: nowrap; }
        .days td:nth-child(1), .days td:nth-child(2), .days td:nth-child(3), .days td:nth-child(5), .ledger td:nth-child(1) { text-align: center; }
        .days td:nth-child(7) { text-align: right; padding-right: 4mm; }
        .days tr { break-inside: avoid; }
        .days .off td { background: #e2e2e2; }
        .days .excluded td { background: #f1f1f1; color: #444; }
        .days .due td { border-top: 1.2pt solid #000; border-bottom: 1.2pt solid #000; font-weight: bold; }
        .ledger td:nth-child(3) { white-space: nowrap; }
        .sum { margin: 1.5mm 0 0; text-align: right; }
        .sources { margin: 1mm 0 0; padding: 0; list-style: none; font-size: 9pt; }
        footer { margin-top: 3mm; font-size: 9pt; break-inside: avoid; }
        footer p { margin: 1.2mm 0; }
        .sign { margin: 3mm 0; font-size: 10.5pt; }
        .sign td { border: 0; width: 33%; height: 12mm; }
        code { font: 8.5pt/1.4 "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
        .hash code { font-size: 8pt; }
        * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        @media screen { html { background: #ddd; } main { margin: 8mm auto; padding: 16mm; max-width: 210mm; background: #fff; box-shadow: 0 0 4mm #999; } }
        """;
}

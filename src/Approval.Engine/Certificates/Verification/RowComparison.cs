using System.Collections.Immutable;

namespace Approval.Engine.Certificates.Verification;

/// <summary>Holds the days of a certificate against those counted anew, and names the first that differs and in what.</summary>
internal static class RowComparison
{
    private static readonly (string Field, Func<CertificateRow, object?> Value)[] Fields =
    [
        ("number", row => row.Number),
        ("date", row => row.Date),
        ("kind", row => row.Kind),
        ("name", row => row.Name),
        ("source", row => row.Source),
        ("counted", row => row.Counted),
        ("reason", row => row.Reason),
        ("entry", row => row.Entry),
        ("running", row => row.Running),
    ];

    public static CertificateFault? First(ImmutableArray<CertificateRow> expected, ImmutableArray<CertificateRow> found, int? missingYear)
    {
        for (var row = 0; row < Math.Max(expected.Length, found.Length); row++)
        {
            if (row >= found.Length)
            {
                return new CertificateFault(row + 1, "date", CertificateVerifier.Text(expected[row].Date), "无此行");
            }

            if (row >= expected.Length)
            {
                return missingYear is { } year
                    ? new CertificateFault(row + 1, "calendar", $"{year}年的日历文件", "未提供")
                    : new CertificateFault(row + 1, "date", "无此行", CertificateVerifier.Text(found[row].Date));
            }

            foreach (var (field, value) in Fields)
            {
                var (right, said) = (value(expected[row]), value(found[row]));
                if (!Equals(right, said))
                {
                    return new CertificateFault(row + 1, field, CertificateVerifier.Text(right), CertificateVerifier.Text(said));
                }
            }
        }

        return missingYear is { } wanting ? new CertificateFault(null, "calendar", $"{wanting}年的日历文件", "未提供") : null;
    }
}

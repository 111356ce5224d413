using System.Collections.Immutable;

namespace Approval.Engine.Certificates;

/// <summary>What came of verifying a certificate, check by check.</summary>
public sealed record CertificateVerdict(ImmutableArray<CertificateCheck> Checks)
{
    public bool Holds => Fault is null;

    /// <summary>The first thing that is wrong; null when the certificate holds.</summary>
    public CertificateFault? Fault => Checks.Select(check => check.Fault).FirstOrDefault(fault => fault is not null);
}

/// <param name="Name">What was checked.</param>
/// <param name="Detail">What was seen, for people.</param>
public sealed record CertificateCheck(string Name, string Detail, CertificateFault? Fault = null);

/// <summary>The first place at which a certificate departs from what it must say.</summary>
/// <param name="Row">The day's number; null for what stands outside the table of days.</param>
/// <param name="Field">The member, as the JSON names it.</param>
public sealed record CertificateFault(int? Row, string Field, string Expected, string Found)
{
    public override string ToString() =>
        $"{(Row is { } row ? $"第{row}行 " : "")}{Field}：应为 {Expected}，单上为 {Found}";
}

namespace Approval.Engine.Certificates.Verification;

/// <summary>Holds the sums and the deadline of a certificate against those counted anew.</summary>
internal static class ResultComparison
{
    public static CertificateFault? First(DeadlineCertificate found, Recount right) =>
        (from pair in Pairs(found, right)
         where !Equals(pair.Right, pair.Said)
         select new CertificateFault(null, pair.Field, CertificateVerifier.Text(pair.Right), CertificateVerifier.Text(pair.Said))).FirstOrDefault();

    /// <summary>The record may differ from the derivation only when another calendar made it, and then the certificate must say so.</summary>
    public static CertificateFault? FirstOfRecord(DeadlineCertificate found, Recount right)
    {
        var agrees = Equals(found.Recorded.Deadline, right.Result);
        if (found.Agrees != agrees)
        {
            return new CertificateFault(null, "agrees", CertificateVerifier.Text(agrees), CertificateVerifier.Text(found.Agrees));
        }

        return agrees || found.Recorded.CalendarVersion != found.Calendar.Version
            ? null
            : new CertificateFault(null, "recorded.deadline", CertificateVerifier.Text(right.Result?.Due), CertificateVerifier.Text(found.Recorded.Deadline?.Due));
    }

    private static IEnumerable<(string Field, object? Right, object? Said)> Pairs(DeadlineCertificate found, Recount right)
    {
        yield return ("start.counted", right.StartCounts, found.Start.Counted);
        yield return ("toCount", right.ToCount, found.ToCount);
        yield return ("counted", right.Rows.IsEmpty ? 0 : right.Rows[^1].Running, found.Counted);
        yield return ("completed", right.Completed, found.Completed);
        yield return ("within", right.IsCut, found.Within is not null);
        if (found.Within is { Limit: not null, Deadline: var law })
        {
            yield return ("within.deadline.due", right.Law?.Due, law.Due);
            yield return ("within.deadline", right.Law, law);
        }

        yield return ("result.due", right.Result?.Due, found.Result?.Due);
        yield return ("result.passesAt", right.Result?.PassesAt, found.Result?.PassesAt);
        yield return ("result.provisional", right.Result?.Provisional, found.Result?.Provisional);
        yield return ("result.earliest", right.Result?.Earliest, found.Result?.Earliest);
        yield return ("result.latest", right.Result?.Latest, found.Result?.Latest);
    }
}

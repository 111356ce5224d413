using System.Security.Cryptography;
using Approval.Engine.Cases;
using Approval.Workflows.Queries;
using Approval.Workflows.Stepping;
using Microsoft.AspNetCore.DataProtection;

namespace Approval.Workflows.Personal;

/// <summary>Encrypts what identifies people, each case under a purpose of its own, so that no row can be put in another's place.</summary>
public sealed class PersonalVault(IDataProtectionProvider protection)
{
    private const string Purpose = "Approval.Personal.v1";

    /// <summary>The application as the journal takes it, and what is kept apart; the application itself when it holds nothing personal.</summary>
    public (Application Application, SealedPersonalData? Personal) Seal(Guid caseId, Application application)
    {
        if (PersonalData.Of(application) is not { } data)
        {
            return (application, null);
        }

        var salt = RandomNumberGenerator.GetBytes(PersonalData.SaltLength);
        return (PersonalData.Mask(application, data.Digest(salt)), new SealedPersonalData(salt, For(caseId).Protect(data.Write())));
    }

    /// <summary>The application whole again; as it is when nothing was kept apart or it was erased.</summary>
    /// <exception cref="JournalBrokenException">What is kept apart is not what the journal speaks of.</exception>
    public Application Open(Guid caseId, Application application, SealedPersonalData? personal)
    {
        if (personal is null || application.Personal is not { } digest)
        {
            return application;
        }

        try
        {
            return PersonalData.Read(For(caseId).Unprotect(personal.Payload)) is { } data && data.Digest(personal.Salt) == digest
                ? data.Restore(application)
                : throw new JournalBrokenException(caseId, 1);
        }
        catch (CryptographicException)
        {
            throw new JournalBrokenException(caseId, 1);
        }
    }

    /// <summary>The answer to a request as it is kept with the request's key: it may show what is encrypted elsewhere.</summary>
    public StoredAnswer Seal(StoredAnswer answer) => answer with { Body = ForAnswers().Protect(answer.Body) };

    /// <summary>The answer as it was given. One kept by a version that did not encrypt is as it was.</summary>
    public StoredAnswer Open(StoredAnswer kept)
    {
        try
        {
            return kept with { Body = ForAnswers().Unprotect(kept.Body) };
        }
        catch (CryptographicException) when (kept.Body is [(byte)'{', ..])
        {
            return kept;
        }
    }

    private IDataProtector ForAnswers() => protection.CreateProtector("Approval.Answers.v1");

    private IDataProtector For(Guid caseId) => protection.CreateProtector(Purpose, caseId.ToString("N"));
}

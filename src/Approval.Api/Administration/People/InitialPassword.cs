using System.Security.Cryptography;

namespace Approval.Api.Administration.People;

/// <summary>Without letters that look alike; over 110 bits.</summary>
public static class InitialPassword
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 20);
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Approval.Api.Identity.People;

/// <summary>Codes of an authenticator app (RFC 6238: HMAC-SHA1, half minutes, six digits), as every such app reads them.</summary>
public static class OneTimeCode
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecondsOfStep = 30;

    /// <summary>How far the clock of a telephone may be off: one step, to either side.</summary>
    private const int Tolerance = 1;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(20);

    /// <returns>The half minute whose code it is; null for no code of around now.</returns>
    public static long? StepOf(byte[] key, string code, DateTimeOffset now)
    {
        var current = now.ToUnixTimeSeconds() / SecondsOfStep;
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, step)), Encoding.UTF8.GetBytes(code)))
            {
                return step;
            }
        }

        return null;
    }

    public static string At(byte[] key, DateTimeOffset now) => Of(key, now.ToUnixTimeSeconds() / SecondsOfStep);

    /// <summary>What an app reads from a QR code.</summary>
    public static string Address(byte[] key, string userName) =>
        $"otpauth://totp/Approval:{Uri.EscapeDataString(userName)}?secret={Base32(key)}&issuer=Approval&algorithm=SHA1&digits=6&period={SecondsOfStep}";

    /// <summary>RFC 4648, for typing by hand.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 / 5) + 1);
        var (bits, held) = (0, 0);
        foreach (var one in bytes)
        {
            bits = (bits << 8) | one;
            for (held += 8; held >= 5; held -= 5)
            {
                text.Append(Alphabet[(bits >> (held - 5)) & 31]);
            }

            bits &= 0xFF;
        }

        return held == 0 ? text.ToString() : text.Append(Alphabet[(bits << (5 - held)) & 31]).ToString();
    }

    private static string Of(byte[] key, long step)
    {
#pragma warning disable CA5350 // SHA-1 is what authenticator apps speak; as an HMAC it is sound here.
        var hash = HMACSHA1.HashData(key, BitConverter.GetBytes(IPAddress.HostToNetworkOrder(step)));
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0F;
        var number = ((hash[offset] & 0x7F) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}

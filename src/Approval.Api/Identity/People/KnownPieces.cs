namespace Approval.Api.Identity.People;

/// <summary>
/// How much of a password its owner made up: what is left when words that everybody uses, runs on the keyboard, characters that count up
/// or down, repetitions and years are taken out. By rule, not by a list of passwords: passwordpassword, 1qaz2wsx3edc4rfv, Admin@2026!!!!!!
/// and woaini1314520520 are all made of nothing else.
/// </summary>
public static class KnownPieces
{
    private const int ShortestRun = 3;

    /// <summary>Words of passwords everywhere, of this product, and what people here type for luck and love; written small, with the usual letters for signs.</summary>
    private static readonly string[] Words =
    [
        "password", "passw0rd", "passwd", "pass", "administrator", "admin", "root", "user", "guest", "login", "welcome", "letmein", "changeme", "change", "default", "secret", "master", "test", "demo",
        "iloveyou", "love", "monkey", "dragon", "superman", "batman", "football", "baseball", "sunshine", "princess", "shadow", "trustno", "hello", "correcthorsebatterystaple", "thequickbrownfox",
        "jumpsoverthelazydog", "spring", "summer", "autumn", "winter", "company", "office", "computer", "internet", "server", "system", "database", "postgres", "oracle", "windows", "google",
        "approval", "permit", "shelter", "workflow", "renfang", "shenpi", "xitong", "zhengwu", "dating", "banshi", "gongcheng", "renfangban", "changsha", "hunan", "beijing", "shanghai", "zhongguo", "china",
        "woaini", "woaiwojia", "aini", "woshi", "nihao", "mima", "guanliyuan", "5201314", "1314520", "1314", "520", "666", "888", "xiexie",
        "密码", "口令", "管理员", "人防", "审批", "系统", "工程", "政务", "办事", "大厅", "长沙", "湖南", "中国", "我爱你", "你好",
    ];

    private static readonly string[] Rows = ["`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./", "~!@#$%^&*()_+", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "zaq12wsxcde34rfvbgt56yhnmju78ik,.lo90p;/"];

    private static readonly string[] Runs = [.. Rows.Select(Plain), .. Rows.Select(row => new string([.. Plain(row).Reverse()]))];

    /// <returns>Characters that belong to no known piece. A piece that comes again counts as known.</returns>
    public static int Left(string password)
    {
        var plain = Plain(password);
        var (left, at) = (0, 0);
        while (at < plain.Length)
        {
            var known = Math.Max(Math.Max(Word(plain, at), Run(plain, at)), Math.Max(Counted(plain, at), Math.Max(Again(plain, at), Year(plain, at))));
            left += known == 0 ? 1 : 0;
            at += Math.Max(known, 1);
        }

        return left;
    }

    /// <summary>Small letters, and signs that stand for letters as those.</summary>
    private static string Plain(string password) => password.ToLowerInvariant().Replace('@', 'a').Replace('$', 's').Replace('０', '0');

    private static int Word(string text, int at) => Words.Where(word => text.AsSpan(at).StartsWith(word, StringComparison.Ordinal)).Select(word => word.Length).DefaultIfEmpty().Max();

    /// <summary>The longest stretch along a row or column of keys, either way.</summary>
    private static int Run(string text, int at) => Runs.Max(run =>
    {
        var from = run.IndexOf(text[at], StringComparison.Ordinal);
        var length = 0;
        while (from >= 0 && from + length < run.Length && at + length < text.Length && run[from + length] == text[at + length])
        {
            length++;
        }

        return length < ShortestRun ? 0 : length;
    });

    /// <summary>The same character again and again, or each one more or one less than the one before.</summary>
    private static int Counted(string text, int at)
    {
        if (at + 1 >= text.Length || text[at + 1] - text[at] is not (0 or 1 or -1))
        {
            return 0;
        }

        var (step, length) = (text[at + 1] - text[at], 2);
        while (at + length < text.Length && text[at + length] - text[at + length - 1] == step)
        {
            length++;
        }

        return length < ShortestRun ? 0 : length;
    }

    /// <summary>What has been typed before.</summary>
    private static int Again(string text, int at)
    {
        var length = 0;
        while (at + length < text.Length && text[..at].Contains(text.Substring(at, length + 1), StringComparison.Ordinal))
        {
            length++;
        }

        return length < ShortestRun ? 0 : length;
    }

    private static int Year(string text, int at) =>
        at + 4 <= text.Length && (text[at] is '1' or '2') && int.TryParse(text.AsSpan(at, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) && year is >= 1900 and < 2100 ? 4 : 0;
}

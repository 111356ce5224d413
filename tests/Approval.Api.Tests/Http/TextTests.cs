using System.Text;
using Approval.Api.Http.Texts;
using Approval.Api.Tests.Host;
using Approval.Testing;
using Npgsql;

namespace Approval.Api.Tests.Http;

/// <summary>RELIABILITY X2: one text typed in two ways is one text, and nothing that nobody sees gets in.</summary>
internal sealed class TextTests
{
    /// <summary>PostgreSQL normalises by tables of its own. Every character of the plane that has something to normalise, before and after marks of several classes.</summary>
    [Test]
    public async Task Our_normal_form_is_that_of_PostgreSQL()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var texts = Samples().ToArray();
        await using var command = source.CreateCommand("select normalize(t, nfc) from unnest($1::text[]) with ordinality as its(t, n) order by n");
        command.Parameters.AddWithValue(texts);
        await using var reader = await command.ExecuteReaderAsync();
        var wrong = new List<string>();
        foreach (var text in texts)
        {
            Assert.That(await reader.ReadAsync(), Is.True);
            if (Nfc.Of(text) != reader.GetString(0))
            {
                wrong.Add(string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X4", System.Globalization.CultureInfo.InvariantCulture))));
            }
        }

        Assert.That(wrong, Is.Empty, $"of {texts.Length}");
    }

    [TestCase("e\u0301", "\u00e9", TestName = "A letter and its accent")]
    [TestCase("\u212b", "\u00c5", TestName = "Ångström is the letter")]
    [TestCase("\u1112\u1161\u11ab", "\ud55c", TestName = "Hangul, letter by letter")]
    [TestCase("\u1100\u1161\u11a7", "\uac00\u11a7", TestName = "No last part, which PostgreSQL 18 takes for one and drops")]
    [TestCase("q\u0307\u0323", "q\u0323\u0307", TestName = "Marks in the order of their classes")]
    [TestCase("\u0958", "\u0915\u093c", TestName = "Never composed")]
    [TestCase("长沙市人防办（2026）5号", "长沙市人防办（2026）5号", TestName = "Chinese as it is")]
    [TestCase("\uf900", "\u8c48", TestName = "A compatibility character is the character")]
    public void Text_has_one_form(string typed, string normal) => Assert.That(Nfc.Of(typed), Is.EqualTo(normal));

    [Test]
    public async Task What_is_typed_in_two_ways_is_stored_once_and_found_by_both()
    {
        await using var host = await ApiHost.StartAsync();
        var (applicant, clerk) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-clerk"));
        var body = await applicant.ExampleAsync();
        body["project"]!["name"] = "Cafe\u0301 人防工程";
        var filed = await applicant.PostAsync("/api/v1/cases", body.ToJsonString());
        Assert.That(filed.Status, Is.EqualTo(201), filed.Text);

        var seen = await clerk.GetAsync($"/api/v1/cases/{filed["id"].GetGuid()}");

        Assert.That(seen["project"].GetProperty("name").GetString(), Is.EqualTo("Caf\u00e9 人防工程"));
        foreach (var typed in new[] { "Cafe\u0301", "Caf\u00e9" })
        {
            Assert.That((await clerk.GetAsync("/api/v1/cases?q=" + Uri.EscapeDataString(typed)))["items"].GetArrayLength(), Is.EqualTo(1));
        }
    }

    [TestCase("{\"\u00e9\":1,\"e\u0301\":2}", "/\u00e9")]
    public void Two_keys_that_are_one_are_one_too_many(string json, string pointer) =>
        Assert.That(Approval.Api.Http.JsonScan.Find(Encoding.UTF8.GetBytes(json))?.Pointer, Is.EqualTo(pointer));

    [Test]
    public void All_but_the_texts_stays_as_it_was()
    {
        var json = """{"a":[1.10,-0,1E5,true,null,{"e\u0301":"e\u0301\n\"\\"}],"b":{}}""";

        Assert.That(Encoding.UTF8.GetString(JsonNormalising.Of(Encoding.UTF8.GetBytes(json))), Is.EqualTo("{\"a\":[1.10,-0,1E5,true,null,{\"\u00e9\":\"\u00e9\\n\\\"\\\\\"}],\"b\":{}}"));
    }

    [TestCase("\u202Etxt.exe", TestName = "An override of direction")]
    [TestCase("a\u2066b\u2069", TestName = "An isolate")]
    [TestCase("zero\u200Bwidth", TestName = "A space without width")]
    [TestCase("\uFEFFbom", TestName = "A byte order mark")]
    [TestCase("\U000E0041", TestName = "A tag")]
    [TestCase("\u0085", TestName = "A control character of the second row")]
    [TestCase("\u001b[31m", TestName = "An escape sequence")]
    [TestCase("\uFFFF", TestName = "No character")]
    [TestCase("towers", TestName = "2,000 marks on one character")]
    public async Task What_nobody_sees_is_refused_with_its_place_in_any_text(string text)
    {
        var (host, applicant) = (await SharedApi.HostAsync(), await SharedApi.AsAsync("demo-applicant"));
        var before = await host.CountRowsAsync();

        var answer = await applicant.PostAsync("/api/v1/cases", new { form = new { note = text == "towers" ? "Z" + new string('\u0300', 2000) : text } });

        answer.ShouldBeProblem(400, "request.malformed");
        Assert.That(answer.Errors.Single().Pointer, Is.EqualTo("/form/note"));
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [TestCase("لا\u200Cأ", null, TestName = "A joiner in free text")]
    [TestCase("👩\u200D🔧", null, TestName = "A joiner inside a picture")]
    [TestCase("两行\r\n\t文字", null, TestName = "Lines")]
    [TestCase("བསྒྲུབས་", null, TestName = "Tibetan, which stacks")]
    public void What_writings_need_stays(string text, string? fault) => Assert.That(PlainText.Fault(text)?.En, Is.EqualTo(fault));

    [TestCase("/applicant/name", "橘岸\u200D置业", "field.characters")]
    [TestCase("/project/name", "项目\u200E一", "field.characters")]
    [TestCase("/agent/identifier", "43010419900307751\u0425", "field.identifier", TestName = "A Cyrillic Х for the X of an identity number")]
    [TestCase("/agent/identifier", "４３０１０４１９９００３０７７５１６", "field.identifier", TestName = "Digits of full width")]
    [TestCase("/agent/identifier", "H12345678(1)", null, TestName = "A permit of Hong Kong")]
    public async Task Names_are_seen_whole_and_identifiers_are_plain(string pointer, string text, string? code)
    {
        var applicant = await SharedApi.AsAsync("demo-applicant");
        var body = await applicant.ExampleAsync();
        body["agent"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "李安", ["identifier"] = "430102198511203329", ["authority"] = "授权委托书" };
        body[pointer.Split('/')[1]]![pointer.Split('/')[2]] = text;

        var answer = await applicant.PostAsync("/api/v1/cases", body.ToJsonString());

        Assert.That(answer.Status, Is.EqualTo(code is null ? 201 : 422), answer.Text);
        if (code is not null)
        {
            Assert.That(answer.Errors, Does.Contain((pointer, code)));
        }
    }

    [Test]
    public async Task The_name_of_a_file_is_cleaned_of_them()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent([.. "%PDF-1.7\n"u8]), "file", "x" } };
        form.First().Headers.ContentDisposition = System.Net.Http.Headers.ContentDispositionHeaderValue.Parse($"form-data; name=file; filename*=UTF-8''{Uri.EscapeDataString("plan\u202Efdp.exe\u200B e\u0301.pdf")}");

        var uploaded = await (await SharedApi.AsAsync("demo-applicant")).SendAsync(HttpMethod.Post, "/api/v1/files", form);

        Assert.That(uploaded["name"].GetString(), Is.EqualTo("planfdp.exe \u00e9.pdf"));
    }

    /// <summary>Characters of Unicode 14 and before that have a decomposition or a class, alone, with marks around them, and after every beginning of a pair; Hangul in all its parts.</summary>
    private static IEnumerable<string> Samples()
    {
        var lines = File.ReadLines(Path.Combine(RepositoryRoot.Path, "src/Approval.Api/Http/Texts/unicode.txt")).Where(line => line[0] != '#').ToList();
        var decomposed = lines.Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.TrimEnd('!').Split('=')).ToList();
        var marks = lines.Where(line => !line.Contains('=', StringComparison.Ordinal)).Select(line => Of(line.Split(' ')[0])).ToList();
        foreach (var (whole, parts) in decomposed.Select(pair => (Of(pair[0]), pair[1].Split(' ').Select(Of).ToList())))
        {
            var (first, last) = (string.Concat(parts[..^1]), parts[^1]);
            yield return whole;
            yield return first + last;
            yield return "a" + whole + "\u0301";
            yield return first + "\u0323" + last;
            yield return first + "\u0301" + last + "\u0327\u0300";
        }

        foreach (var mark in marks)
        {
            yield return "a" + mark + "\u0301\u0327" + mark + "b" + mark;
            yield return mark + "\u0345\u0323\u0300" + mark;
        }

        for (var syllable = 0xAC00; syllable < 0xD7A4; syllable += 91)
        {
            yield return ((char)syllable).ToString();
            yield return (char)syllable + "\u11A8\u11A7\u0301";
        }

        foreach (var text in new[] { "\u1100\u1161\u11A8", "\u1100\u0300\u1161", "\u1112\u1175\u11C2", "\uAC00\u11A8\u11A8", "\u1161\u11A8" })
        {
            yield return text;
        }

        static string Of(string hex) => new Rune(int.Parse(hex, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture)).ToString();
    }
}

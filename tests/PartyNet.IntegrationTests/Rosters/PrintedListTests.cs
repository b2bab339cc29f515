using System.Globalization;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Rosters;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

/// <summary>
/// Every file that goes on paper, printed by LibreOffice: whoever is in the list is on the pages with their accounts whole, the header
/// repeats, pages are counted, and the signatures stand with rows of the list.
/// </summary>
public sealed class PrintedListTests(TestDatabase database)
{
    private const int Members = 44;

    private static readonly string[] Surnames = ["Nguyễn Thị Ngọc", "Trần Văn", "Lê Hoàng Phương", "Đặng Vũ", "Huỳnh"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_in_a_list_is_on_paper_with_accounts_whole_and_the_signatures_stand_with_rows()
    {
        if (!Printer.IsThere)
            Assert.Skip(Printer.Missing);
        var folder = Directory.CreateTempSubdirectory("partynet-print-").FullName;
        try
        {
            var (world, people) = await FilledAsync();
            var files = await ExportAsync(world, folder);

            var printed = await Printer.PrintAsync(folder, files, Stop);

            Keep(folder, files);
            Assert.All(printed, pages => AssertList(pages, people));
            Assert.All(printed.Skip(1), AssertOfficial);
            // One line a person: the working list is what fits more on a page.
            Assert.True(printed[0].Length <= printed[2].Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertList(PrintedPage[] pages, IReadOnlyList<string[]> people)
    {
        Assert.InRange(pages.Length, 2, 8);
        Assert.All(pages, page => Assert.True(page.Width > page.Height));
        for (var i = 0; i < pages.Length; i++)
        {
            Assert.True(pages[i].Has($"Trang {i + 1}/{pages.Length}"), $"page {i + 1}: {pages[i].Text}");
            foreach (var heading in new[] { "STT", "Họ và tên", "Facebook", "Số tài khoản", "Mã PartyNet" })
                Assert.True(pages[i].Has(heading), $"{heading} on page {i + 1}: {pages[i].Text}");
        }

        foreach (var person in people)
        {
            // All of a person is on one page.
            var missing = person.Where(what => !pages.Any(page => page.Has(what)));
            Assert.True(
                pages.Any(page => person.All(page.Has)),
                $"{string.Join(", ", missing)} of {string.Join(", ", person)}: {pages[0].Text}");
        }
    }

    private static void AssertOfficial(PrintedPage[] pages)
    {
        var first = pages[0];
        foreach (var line in new[]
        {
            "ĐẢNG BỘ TỈNH MẪU", "ĐẢNG ỦY XÃ MẪU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-DS/ĐU", "Mẫu, ngày 05 tháng 02 năm 2026", "DỰ THẢO",
            "DANH SÁCH", "Tài khoản mạng xã hội do đảng viên kê khai",
        })
        {
            Assert.True(first.Has(line), $"{line}: {first.Text}");
        }

        // From top to bottom: the last rows, what closes the list, and both signatures.
        var last = pages[^1];
        string[] lines =
        [
            Name(Members - 2), Name(Members - 1), "Danh sách có 44 đảng viên,", "NGƯỜI LẬP BIỂU", "BÍ THƯ", "Trần Văn Ký",
        ];
        var places = lines.Select(line => last.PlaceOf(line)).ToList();
        Assert.All(places, (place, i) => Assert.True(place is not null, $"{lines[i]}: {last.Text}"));
        Assert.Equal(places.OrderDescending(), places);
        Assert.True(last.Has("T/M ĐẢNG ỦY") && last.Has("Lê Thị Bút"));
    }

    private async Task<(World World, IReadOnlyList<string[]> People)> FilledAsync()
    {
        var world = await database.NewWorldAsync();
        var people = new List<string[]>();
        for (var i = 0; i < Members; i++)
        {
            var number = i.ToString("00", CultureInfo.InvariantCulture);
            var member = await world.MemberAsync(i % 2 == 0 ? world.Branch : world.OtherBranch, Name(i), shape: m =>
            {
                m.Born(new DateOnly(1950 + i, 3, 2));
                m.Hold(i % 3 == 0 ? "Phó bí thư chi bộ, trưởng ban công tác mặt trận" : null);
            });
            if (i % 4 == 3)
            {
                people.Add([Name(i), member.Code]);
                continue;
            }

            await world.DeclareAsync(
                member, DeclarationState.Confirmed,
                ("zalo", $"09050000{number}"), ("facebook", $"fb.com/nguyen.ngoc.phuong.{number}"), ("tiktok", $"@nguyenphuong{number}"),
                ("youtube", $"@NguyenPhuong{number}"), ("x", $"https://x.com/phuong{number}"),
                ("facebook", $"https://www.facebook.com/profile.php?id=1000041234567{number}"));
            people.Add(
            [
                Name(i), $"0905 000 0{number}", $"nguyen.ngoc.phuong.{number}", $"1000041234567{number}", $"@nguyenphuong{number}",
                $"@NguyenPhuong{number}", $"x.com/phuong{number}", $"02/03/{1950 + i}", member.Code,
            ]);
        }

        return (world, people);
    }

    /// <summary>In roster order.</summary>
    private static string Name(int i) => $"{Surnames[i % Surnames.Length]} {(char)('A' + (i / 2 % 26))}{(i % 2 == 0 ? 'a' : 'n')}";

    private static async Task<List<string>> ExportAsync(World world, string folder)
    {
        var board = await world.ScopeAsync(Role.Board, world.District);
        var heading = new TypedHeading(
            new RosterHeading
            {
                Superior = "Đảng bộ tỉnh Mẫu",
                Organisation = "Đảng ủy xã Mẫu",
                Number = "05-DS/ĐU",
                Place = "Mẫu",
                PreparedBy = "Lê Thị Bút",
                OnBehalfOf = "T/M Đảng ủy",
                SignerPosition = "Bí thư",
                SignerName = "Trần Văn Ký",
            },
            "05/02/2026");
        var files = new List<string>();
        foreach (var file in new[] { RosterFile.Workbook, RosterFile.OfficialWorkbook, RosterFile.OfficialDocument })
        {
            files.Add(Path.Combine(folder, $"{file.Code()}-{(int)file}.{file.Extension()}"));
            var export = ExportWorld.Export(world.District, file) with { Heading = heading };
            await File.WriteAllBytesAsync(files[^1], await world.ExportAsync(board, export), Stop);
        }

        return files;
    }

    /// <summary>For somebody who wants to see them.</summary>
    private static void Keep(string folder, IEnumerable<string> files)
    {
        if (Environment.GetEnvironmentVariable("PARTYNET_PHOTOGRAPHS") is not { Length: > 0 } kept)
            return;
        foreach (var file in files)
        {
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
            var pdf = Path.ChangeExtension(file, "pdf");
            File.Copy(pdf, Path.Combine(kept, Path.GetFileName(pdf)), overwrite: true);
        }
    }
}

using System.Globalization;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Demo;

/// <summary>A member who was made up, with what stands sealed in the row.</summary>
/// <param name="Number">Number of the member in the whole demo.</param>
/// <param name="Phone">Null for members whose list has none.</param>
internal sealed record DemoMember(Member Member, int Number, VietnamesePhoneNumber? Phone);

/// <summary>
/// Makes the members of a branch. Who they are follows from the seed alone, never from the day on which the demo is loaded.
/// Numbers are such as nobody is given: citizen numbers begin with 000, which is no province, and phones count up from 0590 000 001.
/// </summary>
internal sealed class DemoMembers(SecretBox box)
{
    /// <summary>The year in which the demo's people live.</summary>
    private const int Year = 2026;

    private static readonly string[] NeighbourhoodPosts =
    [
        "Tổ trưởng tổ dân phố",
        "Trưởng ban công tác Mặt trận",
        "Chi hội trưởng Chi hội Cựu chiến binh",
        "Chi hội trưởng Chi hội Phụ nữ",
        "Chi hội trưởng Chi hội Người cao tuổi",
    ];

    private static readonly string[] WorkplacePosts =
    [
        "Trưởng phòng",
        "Phó trưởng phòng",
        "Tổ trưởng chuyên môn",
        "Kế toán trưởng",
        "Bí thư Chi đoàn",
        "Chủ tịch Công đoàn cơ sở",
    ];

    /// <summary>Members who are no longer on the roll, for a roll of this size: they come on top of it.</summary>
    public static int GoneFrom(int onRoll) => onRoll >= 20 ? onRoll / 20 : 0;

    public IEnumerable<DemoMember> Of(DemoBranch branch, IReadOnlyList<Unit> neighbourhoods, DemoRandom random, DemoRows rows)
    {
        var total = branch.OnRoll + GoneFrom(branch.OnRoll);
        for (var i = 0; i < total; i++)
        {
            var number = branch.FirstMember + i;
            var member = Enrol(branch, number, i, random);
            if (i >= branch.OnRoll)
                member.ChangeStatus(random.Pick(Gone));
            var phone = SealNumbers(member, number, isSecretary: i == 0, random, rows);
            rows.Members.Add(member);
            rows.Placements.Add(Placement.Open(random.Id(), member, member.JoinedOn!.Value, "Danh sách ban đầu"));
            if (member.WorkStatus == WorkStatus.Serving && random.Chance(180) && neighbourhoods.Count > 0)
                rows.ResidenceLinks.Add(Residence(member, neighbourhoods, random));
            yield return new DemoMember(member, number, phone);
        }
    }

    private static readonly ActivityStatus[] Gone =
    [
        ActivityStatus.TransferredOut,
        ActivityStatus.TransferredOut,
        ActivityStatus.Deceased,
        ActivityStatus.Left,
    ];

    private static Member Enrol(DemoBranch branch, int number, int index, DemoRandom random)
    {
        var retired = branch.Setting == DemoSetting.Neighbourhood && random.Chance(index < 3 ? 500 : 740);
        var officer = index < 3;
        var work = retired ? WorkStatus.Retired : random.Chance(30) ? WorkStatus.Other : WorkStatus.Serving;
        var probationary = !officer && !retired && random.Chance(55);
        var woman = random.Chance(430);
        var member = Member.Enrol(
            random.Id(), "DV" + number.ToString("0000000", CultureInfo.InvariantCulture), branch.Unit, DemoNames.Person(random, woman),
            probationary ? MemberKind.Probationary : MemberKind.Full, work);

        var born = retired ? random.Date(officer ? 1955 : 1938, 1964) : probationary ? random.Date(1990, 2006) : random.Date(1967, 2000);
        member.Born(born.Year < 1950 && random.Chance(120) ? null : born, born.Year);
        var joined = probationary
            ? new DateOnly(Year, 1, 1).AddDays(random.Below(270))
            : born.AddYears(20).AddDays(random.Below(retired ? 7_000 : Math.Max(300, Math.Min(7_000, (Year - 2 - born.Year - 20) * 365))));
        member.Admitted(joined, probationary ? null : joined.AddYears(1));
        member.Hold(Position(branch.Setting, index, branch.OnRoll, random));
        if (retired && !officer && Year - born.Year >= 78 && random.Chance(450))
            member.ChangeStatus(ActivityStatus.Exempt);
        return member;
    }

    private static string? Position(DemoSetting setting, int index, int size, DemoRandom random) => index switch
    {
        0 => "Bí thư chi bộ",
        1 => "Phó Bí thư chi bộ",
        2 when size >= 9 => "Chi ủy viên",
        _ when random.Chance(90) => random.Pick(setting == DemoSetting.Neighbourhood ? NeighbourhoodPosts : WorkplacePosts),
        _ => null,
    };

    private VietnamesePhoneNumber? SealNumbers(Member member, int number, bool isSecretary, DemoRandom random, DemoRows rows)
    {
        var citizen = "000" + (number + 100_000_000).ToString("000000000", CultureInfo.InvariantCulture);
        var hasCitizen = !random.Chance(15);
        // Since 2025 the card carries the citizen number; some lists still have the eight digits of before.
        var card = member.Kind == MemberKind.Probationary || random.Chance(60) ? null
            : random.Chance(40) ? "00" + (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture) : citizen;
        // The secretary's phone is the branch's help line.
        var phone = isSecretary || random.Chance(950) ? PhoneOf(number) : null;

        member.Seal(
            card is null ? null : Index(IndexedField.CardNumber, box.Seal(SecretField.MemberCardNumber, member.Id, card), card),
            hasCitizen ? Index(IndexedField.CitizenNumber, box.Seal(SecretField.MemberCitizenNumber, member.Id, citizen), citizen) : null,
            phone is null ? null : Index(IndexedField.Phone, box.Seal(SecretField.MemberPhone, member.Id, phone.E164), phone.E164));
        return phone;

        byte[] Index(IndexedField field, byte[] sealedValue, string value)
        {
            foreach (var index in box.Index(field, value))
            {
                rows.BlindIndexes.Add(new BlindIndex
                {
                    Field = field,
                    KeyVersion = index.KeyVersion,
                    OwnerId = member.Id,
                    Digest = index.Digest,
                    MemberId = member.Id,
                    UnitPath = member.UnitPath,
                });
            }

            return sealedValue;
        }
    }

    /// <summary>The phone of the member with this number.</summary>
    public static VietnamesePhoneNumber PhoneOf(int number) => Phone(number);

    /// <summary>A second number of the same member.</summary>
    public static VietnamesePhoneNumber SecondPhoneOf(int number) => Phone(number % 4_000_000 + 6_000_000);

    private static VietnamesePhoneNumber Phone(int subscriber) =>
        VietnamesePhoneNumber.TryParse("059" + subscriber.ToString("0000000", CultureInfo.InvariantCulture), out var phone, out var problem)
            ? phone
            : throw new InvalidOperationException(problem);

    private static ResidenceLink Residence(Member member, IReadOnlyList<Unit> neighbourhoods, DemoRandom random)
    {
        // Most live within the registry, some elsewhere.
        var near = random.Chance(700) ? random.Pick(neighbourhoods) : null;
        return ResidenceLink.Create(
            member,
            near?.Name ?? $"Chi bộ Tổ dân phố {random.Between(1, 30)} {DemoNames.Place(random.Below(200))}",
            near?.Id
        );
    }
}

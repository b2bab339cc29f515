using System.Text.RegularExpressions;
using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Access;

/// <summary>A user was created.</summary>
public sealed record UserCreated(Guid UserId, Guid? MemberId);

/// <summary>The new user and the code of the one-time link to hand over.</summary>
public sealed record NewUser(Guid Id, string SetupCode);

/// <summary>Creates a user without a password; the one-time link lets its owner set one.</summary>
public sealed partial class CreateUser(
    IPartyNetDb db, IProcesses processes, IMemberCodes codes, ILookupNormalizer normalizer, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    /// <param name="MemberCode">PartyNet code of the member this user is; empty for staff who are not on the roll.</param>
    public sealed record Command(string Login, string MemberCode);

    public const int MinLoginLength = 4;
    public const int MaxLoginLength = 40;

    public async Task<ErrorOr<NewUser>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var login = VietnameseText.Normalize(command.Login).ToLowerInvariant();
        if (WhatIsWrong(login) is { } wrong)
            return Problem.At(nameof(command.Login), wrong);

        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.UserCreated), cancellationToken);
        await db.WaitForTurnAsync(Administrators.Turn, cancellationToken);
        var name = normalizer.NormalizeName(login);
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == name, cancellationToken))
            return Problem.At(nameof(command.Login), "Tên đăng nhập này đã có. Chọn tên khác.");
        Guid? member = null;
        if (MemberCode.Read(command.MemberCode) is { Length: > 0 } code)
        {
            member = await codes.FindMemberAsync(code, cancellationToken);
            if (member is null)
                return Problem.At(nameof(command.MemberCode), "Không có đảng viên nào mang mã này. Kiểm tra lại mã trên danh sách.");
            if (await db.Users.AnyAsync(u => u.MemberId == member && u.ClosedAt == null, cancellationToken))
                return Problem.At(nameof(command.MemberCode), "Mã này đã gắn với một tài khoản khác.");
        }

        var user = New(login, name!, member, process.At);
        db.Users.Add(user);
        var setupCode = await IssueSetupLink.AddAsync(db, user.Id, process.At, cancellationToken);
        process.Record(new UserCreated(user.Id, member));
        await process.CommitAsync(cancellationToken);
        return new NewUser(user.Id, setupCode);
    }

    /// <summary>A user who can do nothing yet: no password, no role.</summary>
    public static User New(string login, string normalizedLogin, Guid? member, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserName = login,
        NormalizedUserName = normalizedLogin,
        MemberId = member,
        CreatedAt = now,
        SecurityStamp = Guid.CreateVersion7().ToString("n"),
    };

    /// <summary>What is wrong with a login in lower case, in Vietnamese; null where nothing is.</summary>
    public static string? WhatIsWrong(string login) => LoginPattern().IsMatch(login)
        ? null
        : $"Tên đăng nhập gồm {MinLoginLength}–{MaxLoginLength} chữ cái không dấu, chữ số, dấu chấm hoặc gạch nối, ví dụ bithu.khu14.";

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.\-]{3,39}\z")]
    private static partial Regex LoginPattern();
}

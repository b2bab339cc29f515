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
/// <param name="SetupCode">Null where the same form was sent before: <see cref="ShowSetupLink"/> shows it, once.</param>
public sealed record NewUser(Guid Id, string? SetupCode);

/// <summary>Creates a user without a password; the one-time link lets its owner set one.</summary>
public sealed partial class CreateUser(
    IPartyNetDb db,
    IProcesses processes,
    IMemberCodes members,
    ISetupCodes codes,
    ILookupNormalizer normalizer,
    AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator.Again();

    /// <param name="MemberCode">PartyNet code of the member this user is; empty for staff who are not on the roll.</param>
    public sealed record Command(string Login, string MemberCode, Guid RequestKey);

    public const int MinLoginLength = 4;
    public const int MaxLoginLength = 40;

    private static Error LoginTaken => Problem.At(nameof(Command.Login), "Tên đăng nhập này đã có. Chọn tên khác.");

    public async Task<ErrorOr<NewUser>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var login = VietnameseText.Normalize(command.Login).ToLowerInvariant();
        if (WhatIsWrong(login) is { } wrong)
            return Problem.At(nameof(command.Login), wrong);

        string? setupCode = null;
        var created = await processes.OnceAsync<Guid>(
            RequestKey.Of(command.RequestKey, login, command.MemberCode),
            new ProcessStart(ProcessType.UserCreated),
            conflict: LoginTaken,
            async process =>
            {
                await db.WaitForTurnAsync(Administrators.Turn, cancellationToken);
                var user = await NewAsync(login, MemberCode.Read(command.MemberCode), process.At, cancellationToken);
                if (user.IsError)
                    return user.Errors;
                db.Users.Add(user.Value);
                setupCode = await IssueSetupLink.AddAsync(db, codes, access.Scope, user.Value.Id, process.At, cancellationToken);
                process.Record(new UserCreated(user.Value.Id, user.Value.MemberId));
                return user.Value.Id;
            },
            cancellationToken);
        return created.Then(id => new NewUser(id, setupCode));
    }

    private async Task<ErrorOr<User>> NewAsync(string login, string memberCode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = normalizer.NormalizeName(login)!;
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == name, cancellationToken))
            return LoginTaken;
        if (memberCode.Length == 0)
            return New(login, name, member: null, now);
        if (await members.FindMemberAsync(memberCode, cancellationToken) is not { } member)
            return Problem.At(nameof(Command.MemberCode), "Không có đảng viên nào mang mã này. Kiểm tra lại mã trên danh sách.");
        if (await db.Users.AnyAsync(u => u.MemberId == member && u.ClosedAt == null, cancellationToken))
            return Problem.At(nameof(Command.MemberCode), "Mã này đã gắn với một tài khoản đăng nhập khác.");
        return New(login, name, member, now);
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

namespace PartyNet.Domain.Access;

/// <summary>What a user is at a unit. Being a member is not a role: it follows from the member record the user is bound to.</summary>
public enum Role
{
    /// <summary>Bí thư chi bộ.</summary>
    Secretary = 1,

    /// <summary>Cấp ủy: the committee of a unit that has branches below it.</summary>
    Committee = 2,

    /// <summary>The board that runs the registry at a unit; its display name is a setting of the unit.</summary>
    Board = 3,

    /// <summary>Runs the installation; sees no personal data.</summary>
    Administrator = 4,

    /// <summary>Phó bí thư chi bộ: does a secretary's work for a time that ends by itself, and names nobody.</summary>
    Deputy = 5,
}

/// <summary>What a role may do within the subtree of its unit.</summary>
[Flags]
public enum Permissions
{
    None = 0,
    ViewMembers = 1,
    Review = 2,
    ViewCoverage = 4,
    ExportRoster = 8,
    ManageContent = 16,
    ManageAccess = 32,
    ViewUnits = 64,
    PrintSlips = 128,
    GiveRoles = 256,

    /// <summary>Loads lists of members, and what was collected of their accounts, from files.</summary>
    LoadLists = 512,

    /// <summary>Creates, renames and moves units, which a list does.</summary>
    ManageUnits = 1024,
}

/// <summary>The matrix of roles and permissions: the one place to read what a role may do.</summary>
public static class RolePermissions
{
    public static Permissions Of(Role role) =>
        role switch
        {
            Role.Deputy => Permissions.ViewMembers | Permissions.Review | Permissions.PrintSlips,
            Role.Secretary => Permissions.ViewMembers
                | Permissions.Review
                | Permissions.PrintSlips
                | Permissions.GiveRoles
                | Permissions.LoadLists,
            Role.Committee => Permissions.ViewMembers
                | Permissions.Review
                | Permissions.PrintSlips
                | Permissions.GiveRoles
                | Permissions.LoadLists
                | Permissions.ViewCoverage
                | Permissions.ExportRoster
                | Permissions.ViewUnits,
            Role.Board => Permissions.ViewMembers
                | Permissions.Review
                | Permissions.PrintSlips
                | Permissions.GiveRoles
                | Permissions.LoadLists
                | Permissions.ViewCoverage
                | Permissions.ExportRoster
                | Permissions.ViewUnits
                | Permissions.ManageContent
                | Permissions.ManageUnits,
            Role.Administrator => Permissions.ManageAccess,
        };

    /// <summary>How the role is called where no unit says otherwise.</summary>
    public static string Name(Role role) => role switch
    {
        Role.Secretary => "Bí thư",
        Role.Deputy => "Phó bí thư",
        Role.Committee => "Cấp ủy",
        Role.Board => "Ban",
        Role.Administrator => "Quản trị hệ thống",
    };

    /// <summary>The role and where it is held: "Bí thư, Chi bộ Khu 14".</summary>
    /// <param name="boardName">What the unit calls its board, where it says so.</param>
    public static string Name(Role role, string? unitName, string? boardName = null)
    {
        var name = role == Role.Board && boardName is not null ? boardName : Name(role);
        return unitName is null ? name : $"{name}, {unitName}";
    }
}

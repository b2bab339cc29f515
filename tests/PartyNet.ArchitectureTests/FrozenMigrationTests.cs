using System.Security.Cryptography;
using System.Text;

namespace PartyNet.ArchitectureTests;

/// <summary>
/// Installations have run them, and a backup is restored by running those that it names: a migration that is on main is never altered (ADR
/// 21). Whoever adds one adds its line with it.
/// </summary>
public sealed class FrozenMigrationTests
{
    private static readonly Dictionary<string, string> Frozen = new()
    {
        ["20261123013146_Initial"] = "bf2c3641981c6b6c",
        ["20261125224700_OneOpenGrant"] = "974cd6cfd2ba65a2",
        ["20261126003000_ListsAtEveryLevel"] = "922c75e9264a8196",
        ["20261126011819_SearchedNames"] = "a1183c118cce38f0",
        ["20261126035850_SearchedLogins"] = "6ba412c44e05b428",
        ["20261126073021_ProvenActors"] = "ed69edf08d6aea04",
        ["20261126074314_ViewerNames"] = "84a9bd4f8c7c889a",
        ["20261126074320_SessionEnds"] = "50658789d5ff2be6",
        ["20261126074604_ReviewDrafts"] = "611d51e1ff079a69",
        ["20261126081211_KnownPlaces"] = "723b3a26f335c8e6",
        ["20261126105726_ActivationSlips"] = "780a91ffa712298d",
        ["20261126111729_SessionOrigins"] = "63d3273ed7cf48f1",
        ["20261126115901_GrantGivenIn"] = "939073c17baa40e1",
        ["20261126120033_OneOpenUser"] = "dbb8f5e605c87de9",
        ["20261126122030_SecondFactors"] = "1b5152d82c5664fd",
        ["20261126145858_RecoveryCodeDigests"] = "589487eddfd0569b",
        ["20261126150820_Passkeys"] = "732ed3914c226f68",
        ["20261126153951_DefectReplies"] = "1a4d6dc672298ccc",
        ["20261126160955_FactorResets"] = "742bf16d83beed9b",
        ["20261126185720_ReadyRequests"] = "95ddf397d372a4b0",
        ["20261126190150_RosterTemplates"] = "a36051c62e23a24d",
        ["20261126191627_UsageCounters"] = "8f69b7711c33b655",
        ["20261126194353_FactCorrections"] = "37c612ac546ccddd",
        ["20261126231050_Jobs"] = "f91bb8ce0c55eeb1",
        ["20261126234100_RecoverySheets"] = "c43cc96e6a70bd29",
        ["20261127000403_LastBackups"] = "3dd92104fdd0dc82",
        ["20261127002548_RealLists"] = "eac168b785dffe27",
        ["20261127024726_ImportViews"] = "e4c5a1e2f421a53f",
        ["20261127030722_OtherNetworks"] = "48f0438f386c84fd",
        ["20261127031100_ListLoads"] = "0b6a29dfec466288",
        ["20261127032755_ProposedAccounts"] = "829f7470fee6ad23",
        ["20261127062822_AskedAndKept"] = "55d56f2574db0cb1",
        ["20261127151108_AskedRows"] = "f79e1b0539f248e2",
        ["20261127153758_PlanSight"] = "4e06bd0d262900b2",
        ["20261127194350_PartialRows"] = "345ad3ae195aafd1",
    };

    [Fact]
    public void No_migration_changes_once_it_is_there()
    {
        var folder = Path.Combine(Sources.Root, "src", "PartyNet.Infrastructure", "Database", "Migrations");
        var found = Directory.EnumerateFiles(folder, "2*.cs")
            .Where(file => !file.EndsWith(".Designer.cs", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), HashOf);

        Assert.Equal(Frozen.OrderBy(known => known.Key), found.OrderBy(known => known.Key));
    }

    /// <summary>Of the text, whatever ends its lines on this machine.</summary>
    private static string HashOf(string file) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n"))))[..16];
}
